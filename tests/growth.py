"""Whether work grows with its input and no faster, on a machine of any speed."""

from __future__ import annotations

import time
from collections.abc import Callable

__all__ = ["grows_linearly"]

_TIMES, _SLACK, _TRIES = 16, 8.0, 6


def grows_linearly(work: Callable[[str], object], unit: str, size: int) -> bool:
    """Whether one text of ``size`` characters costs about what sixteen sixteenths of it cost.

    Work that grows with the square of its input costs sixteen times as much. Counted is the
    processor time of this thread, and the best of a few tries, so that a busy machine, which slows
    down both sides, changes nothing. Up to eight times is taken for the same: a text that no longer
    fits the cache costs more a character, the more so beside a busy neighbour.
    """
    whole, part = ((unit * (n // len(unit) + 1))[:n] for n in (size, size // _TIMES))
    work(part)  # what the first call loads is not counted
    large = small = float("inf")
    for _ in range(_TRIES):
        small = min(small, _seconds(lambda: [work(part) for _ in range(_TIMES)]))
        large = min(large, _seconds(lambda: work(whole)))
        if large <= _SLACK * small:
            return True
    return False


def _seconds(work: Callable[[], object]) -> float:
    begun = time.thread_time()
    work()
    return time.thread_time() - begun
