"""Asks about what is not stored, and stores every answer the moment it is there."""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from stereo_ja.store import Claims, text_hash

__all__ = ["Reserved", "Shelf", "ask_stored"]

_LOOK_AGAIN = 0.25
"""Seconds between looks at texts that another process is asking about."""

T = TypeVar("T")


class Shelf(Protocol[T]):
    """Looks answers up and puts them away."""

    def find(self, texts: Sequence[str]) -> dict[str, T]:
        """The stored answers among ``texts``."""
        ...

    def put(self, text: str, answer: T) -> None:
        """Store an answer, if it is one that lasts."""
        ...

    def reserve(self, texts: Sequence[str]) -> Reserved[T]:
        """The texts one by one, each looked up and reserved at the moment it is drawn."""
        ...


def ask_stored(
    shelf: Shelf[T],
    texts: Sequence[str],
    ask: Callable[[Iterable[str]], Iterator[tuple[int, T]]],
) -> Iterator[tuple[str, T]]:
    """Yield ``(text, answer)`` for every text; each new one is stored before the next is asked for.

    What another process stores meanwhile is not asked about, and yielded all the same.

    Args:
        shelf: Where the answers are kept.
        texts: Distinct.
        ask: Yields ``(index among what it drew, answer)``, drawing a text only to send it.
    """
    with contextlib.closing(shelf.reserve(texts)) as reserved:
        for index, answer in ask(reserved):
            text = reserved.drawn[index]
            shelf.put(text, answer)
            reserved.release(text)
            yield from reserved.found_meanwhile()
            yield text, answer
        yield from reserved.found_meanwhile()


class Reserved(Iterator[str], Generic[T]):
    """Texts that nobody else is asking about, drawn one by one.

    A text that has been stored since, or that another process has reserved, is passed over; the
    latter come again at the end, when they are stored or free.

    Args:
        shelf: Where an answer may have come to stand.
        texts: Distinct.
        claims: Shared with the other processes; None where nothing is stored.
        key: From a text to what it is reserved by.
    """

    def __init__(
        self,
        shelf: Shelf[T],
        texts: Sequence[str],
        claims: Claims | None,
        key: Callable[[str], bytes] = text_hash,
    ) -> None:
        self.drawn: list[str] = []
        """Every text that was handed out, in order."""
        self._shelf = shelf
        self._waiting = deque(texts)
        self._claims = claims
        self._key = key
        self._passed_over = 0
        self._found: list[tuple[str, T]] = []

    def __next__(self) -> str:
        while self._waiting:
            if self._passed_over >= len(self._waiting):
                time.sleep(_LOOK_AGAIN)
                self._passed_over = 0
            text = self._waiting.popleft()
            if self._claims is not None and not self._claims.take(self._key(text)):
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

    def found_meanwhile(self) -> Iterator[tuple[str, T]]:
        """Answers that other processes have stored since, each once."""
        while self._found:
            yield self._found.pop()

    def release(self, text: str) -> None:
        """Give a text back, answered or not."""
        if self._claims is not None:
            self._claims.release(self._key(text))

    def close(self) -> None:
        """Hand out nothing more, and give back everything that is still reserved."""
        self._waiting.clear()
        if self._claims is not None:
            self._claims.release_all()
