"""Where one scorer's scores stand in the store."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from stereo_ja.scoring._score import Score
from stereo_ja.scoring._scorer import Scorer
from stereo_ja.scoring.store import ScoreStore, open_store
from stereo_ja.scoring.store._key import sources_of
from stereo_ja.store import Claims, StoreUnusable, text_hash

__all__ = ["Reserved", "Shelf", "shelf_for"]

logger = logging.getLogger("stereo_ja")
_LOOK_AGAIN = 0.25
"""Seconds between looks at texts that another process is asking for."""


class Shelf(Protocol):
    """Looks scores up and puts them away."""

    place: str
    """The store's file; empty where nothing is stored."""

    def find(self, texts: Sequence[str]) -> dict[str, Score]:
        """The stored scores among ``texts``."""
        ...

    def put(self, text: str, score: Score) -> None:
        """Store a score, if it is one that lasts."""
        ...

    def reserve(self, texts: Sequence[str]) -> Reserved:
        """The texts one by one, each looked up and reserved at the moment it is drawn."""
        ...


def shelf_for(scorer: Scorer) -> Shelf:
    """The shelf of a scorer; one that keeps nothing for scorers that only look up themselves.

    Raises:
        StoreUnusable: The store cannot be used and the scorer is a service, whose scores are paid
            for. A local scorer goes on without a store, with a warning.
    """
    if scorer.name == "none" or scorer.name.startswith("archive:") or not scorer.attributes:
        return _NoShelf()
    try:
        return _StoreShelf(open_store(), scorer)
    except StoreUnusable as error:
        if scorer.remote:
            raise
        logger.warning("%s; scores are not stored", error)
        return _NoShelf()


class _NoShelf:
    place = ""

    def find(self, texts: Sequence[str]) -> dict[str, Score]:
        return {}

    def put(self, text: str, score: Score) -> None:
        """Nothing is kept."""

    def reserve(self, texts: Sequence[str]) -> Reserved:
        return Reserved(self, texts, None)


class _StoreShelf:
    def __init__(self, store: ScoreStore, scorer: Scorer) -> None:
        self.place = str(store.path)
        self._store = store
        self._sources = sources_of(scorer)
        self._remote = scorer.remote
        self._broken = False

    def find(self, texts: Sequence[str]) -> dict[str, Score]:
        hashes = {text_hash(text): text for text in texts}
        columns = [self._store.get(source, list(hashes)) for source in self._sources]
        # A text counts as stored only with every attribute that one request would bring.
        complete = set(columns[0]).intersection(*columns[1:])
        return {text: columns[0][key] for key, text in hashes.items() if key in complete}

    def put(self, text: str, score: Score) -> None:
        if self._broken:
            return
        others = dict(score.also)
        key = text_hash(text)
        try:
            for source in self._sources[1:]:
                value = others.get(source.attribute)
                if score.status == "scored" and value is None:
                    continue
                extra = replace(score, value=value, label=None, also=())
                self._store.put(source, key, extra, durable=self._remote)
            # Last, so that a text is never stored without what came with it.
            self._store.put(self._sources[0], key, score, durable=self._remote)
        except StoreUnusable as error:
            if self._remote:
                raise
            self._broken = True
            logger.error("%s; scores are no longer stored", error)

    def reserve(self, texts: Sequence[str]) -> Reserved:
        return Reserved(self, texts, self._store.claims(self._sources[0]))


class Reserved(Iterator[str]):
    """Texts that nobody else is asking for, drawn one by one.

    A text that has been stored since, or that another process has reserved, is passed over; the
    latter come again at the end, when they are stored or free.
    """

    def __init__(self, shelf: Shelf, texts: Sequence[str], claims: Claims | None) -> None:
        self.drawn: list[str] = []
        """Every text that was handed out, in order."""
        self._shelf = shelf
        self._waiting = deque(texts)
        self._claims = claims
        self._passed_over = 0
        self._found: list[tuple[str, Score]] = []

    def __next__(self) -> str:
        while self._waiting:
            if self._passed_over >= len(self._waiting):
                time.sleep(_LOOK_AGAIN)
                self._passed_over = 0
            text = self._waiting.popleft()
            if self._claims is not None and not self._claims.take(text_hash(text)):
                self._waiting.append(text)
                self._passed_over += 1
                stored = self._shelf.find([text])
            else:
                # After the claim: what was stored before it is seen here.
                stored = self._shelf.find([text])
                if not stored:
                    self._passed_over = 0
                    self.drawn.append(text)
                    return text
                self.release(text)
            if stored:
                self._found.extend(stored.items())
                self._passed_over = 0
                if self._waiting and self._waiting[-1] is text:
                    self._waiting.pop()
        raise StopIteration

    def found_meanwhile(self) -> Iterator[tuple[str, Score]]:
        """Scores that other processes have stored since, each once."""
        while self._found:
            yield self._found.pop()

    def release(self, text: str) -> None:
        """Give a text back, scored or not."""
        if self._claims is not None:
            self._claims.release(text_hash(text))

    def close(self) -> None:
        """Hand out nothing more, and give back everything that is still reserved."""
        self._waiting.clear()
        if self._claims is not None:
            self._claims.release_all()
