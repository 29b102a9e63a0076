"""Texts in the order in which requests ask for them."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable

__all__ = ["Drawn", "Feed"]

Drawn = tuple[int, str]
"""A text with its place in the order of drawing."""

_LINGER = 0.05
"""Seconds to wait for a further text of a batch."""


class Feed:
    """Draws texts on demand, in a thread of its own.

    Drawing a text can take long, where another process is being waited for. A batch that already
    holds a text must not wait with it: that process may be waiting for this very text.

    Args:
        texts: Drawn from one thread only.
        room: Texts that may be between ``take`` and ``done``.
    """

    def __init__(self, texts: Iterable[str], room: int) -> None:
        self._texts = iter(texts)
        self._room = threading.Semaphore(room)
        self._wanted = threading.Semaphore(0)
        self._asked = 0
        self._drawn: queue.SimpleQueue[Drawn | BaseException | None] = queue.SimpleQueue()
        self._closed = False
        threading.Thread(target=self._draw, name="stereo-ja feed", daemon=True).start()

    def take(self, most: int) -> list[Drawn]:
        """Between one and ``most`` texts; none when there are no more. For one thread at a time.

        Raises:
            BaseException: Whatever drawing a text raised.
        """
        while self._asked < most:
            self._asked += 1
            self._wanted.release()
        batch: list[Drawn] = []
        while len(batch) < most:
            try:
                item = self._drawn.get(timeout=_LINGER if batch else None)
            except queue.Empty:
                break
            if item is None or isinstance(item, BaseException):
                # Left for those who come after, and for ourselves once this batch is sent.
                self._drawn.put(item)
                if not batch and item is not None:
                    raise item
                break
            self._asked -= 1
            batch.append(item)
        return batch

    def done(self) -> None:
        """Say that a text has been dealt with, so that another may be drawn."""
        self._room.release()

    def close(self) -> None:
        """Draw no more, and let nobody wait for a text."""
        self._closed = True
        self._drawn.put(None)
        self._wanted.release()
        self._room.release()

    def _draw(self) -> None:
        end: BaseException | None = None
        try:
            index = 0
            while True:
                self._wanted.acquire()
                self._room.acquire()
                if self._closed:
                    break
                text = next(self._texts, None)
                if text is None:
                    break
                self._drawn.put((index, text))
                index += 1
        except BaseException as error:
            end = error
        self._drawn.put(end)
