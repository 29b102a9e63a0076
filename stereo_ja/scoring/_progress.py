"""Progress of scoring on stderr: a bar on a terminal, a plain line now and then otherwise."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

__all__ = ["progress"]

EVERY = 30.0
"""Seconds between two plain lines."""


@contextmanager
def progress(label: str, total: int, done: int) -> Iterator[Callable[[], None]]:
    """Show how many texts have a score; hands out what is to be called for each new one.

    Args:
        label: What is being done.
        total: Texts in all.
        done: Texts that had a score before; the time left is judged without them.
    """
    if sys.stderr is not None and sys.stderr.isatty():
        with tqdm(total=total, initial=done, desc=label, unit="text") as bar:

            def step() -> None:
                bar.update()

            yield step
        return
    yield _Lines(label, total, done).step


class _Lines:
    def __init__(self, label: str, total: int, done: int) -> None:
        self._label, self._total, self._before, self._done = label, total, done, done
        self._started = time.monotonic()
        self._due = self._started + EVERY

    def step(self) -> None:
        self._done += 1
        now = time.monotonic()
        if now < self._due or sys.stderr is None:
            return
        self._due = now + EVERY
        rate = (self._done - self._before) / (now - self._started)
        left = (self._total - self._done) / rate
        print(
            f"{self._label}: {self._done:,} of {self._total:,} texts, {rate:,.1f} a second, "
            f"about {_duration(left)} left",
            file=sys.stderr, flush=True,
        )  # fmt: skip


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
