"""Progress of long work on stderr: a bar on a terminal, a plain line now and then otherwise."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

__all__ = ["progress"]

T = TypeVar("T")

EVERY = 10.0
"""Seconds between two plain lines."""


def progress(items: Iterable[T], label: str, *, total: int | None = None) -> Iterator[T]:
    """Pass ``items`` on and show how many there have been; short work shows nothing.

    Args:
        items: What is worked through.
        label: The name of the work.
        total: How many there will be, if known.
    """
    if sys.stderr is not None and sys.stderr.isatty():
        try:
            from tqdm import tqdm
        except ImportError:
            pass
        else:
            # delay: work of less than a second needs no bar
            yield from tqdm(items, desc=label, total=total, unit=" rows", delay=1, leave=False)
            return
    yield from _plain(items, label, total)


def _plain(items: Iterable[T], label: str, total: int | None) -> Iterator[T]:
    due = time.monotonic() + EVERY
    for count, item in enumerate(items, start=1):
        yield item
        if time.monotonic() >= due:
            of = f" of {total}" if total is not None else ""
            print(f"{label}: {count}{of} rows", file=sys.stderr, flush=True)
            due = time.monotonic() + EVERY
