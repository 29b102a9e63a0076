"""Whether work grows with its input and no faster, on a machine of any speed."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

__all__ = ["grows_linearly"]

_TIMES, _SLACK, _TRIES = 16, 4.0, 4


def grows_linearly(work: Callable[[str], object], unit: str, size: int) -> bool:
    """Whether one text of ``size`` characters costs about what sixteen sixteenths of it cost.

    Work that grows with the square of its input costs sixteen times as much. Counted is the
    processor time of this thread, and the best of a few tries, so that a busy machine, which slows
    down both sides, changes nothing; up to four times is taken for the same. The garbage collector
    is off meanwhile: a large text sets off walks over all that the process holds, whose time is
    that of the other tests and not of the text.
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
    collects = gc.isenabled()
    gc.disable()
    try:
        begun = time.thread_time()
        work()
        return time.thread_time() - begun
    finally:
        if collects:
            gc.enable()
