"""Where one scorer's scores stand in the store."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from stereo_ja import service
from stereo_ja.scoring._score import Score
from stereo_ja.scoring._scorer import Scorer
from stereo_ja.scoring.store import ScoreStore, open_store
from stereo_ja.scoring.store._key import sources_of
from stereo_ja.service import Reserved
from stereo_ja.store import StoreUnusable, text_hash

__all__ = ["Shelf", "shelf_for"]

logger = logging.getLogger("stereo_ja")


class Shelf(service.Shelf[Score], Protocol):
    """Looks scores up and puts them away."""

    place: str
    """The store's file; empty where nothing is stored."""


def shelf_for(scorer: Scorer) -> Shelf:
    """The shelf of a scorer; one that keeps nothing for a scorer without attributes.

    Raises:
        StoreUnusable: The store cannot be used and the scorer is a service, whose scores are paid
            for. A local scorer goes on without a store, with a warning.
    """
    if not scorer.attributes:
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

    def reserve(self, texts: Sequence[str]) -> Reserved[Score]:
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

    def reserve(self, texts: Sequence[str]) -> Reserved[Score]:
        return Reserved(self, texts, self._store.claims(self._sources[0]))
