"""One request, again and again while that can help."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TypeVar

from stereo_ja.errors import ScoringStopped
from stereo_ja.service._errors import GaveUp, TooMany, TryAgain
from stereo_ja.service._pace import Pace

__all__ = ["with_retries"]

_FAULTS = 7
"""Attempts that may meet a fault; at 5 % faults one text in a thousand million meets seven."""
_REFUSALS = 10
"""Attempts that may be one too many for the quota; their waits outlast a minute."""
_FIRST, _LONGEST = 0.5, 30.0
"""Seconds before the second attempt, and at most before any; doubled from one to the next. Half of
each wait is random, so that requests that failed together do not come back together."""
_PATIENCE = 600.0
"""Seconds; a service that asks for a longer wait is left for another day."""

T = TypeVar("T")


def with_retries(send: Callable[[], T], pace: Pace, sent: float, *, most: int = _FAULTS) -> T:
    """The result of ``send``; every attempt after the first takes a slot of its own.

    Args:
        send: One attempt; raises TryAgain or TooMany where another may succeed.
        pace: Gives out the slots.
        sent: The slot of the first attempt.
        most: Attempts that may meet a fault.

    Raises:
        GaveUp: It did not succeed in the attempts there are.
        Failed: As ``send``.
        ScoringStopped: As ``send``, or the service asks for a wait that is out of all proportion.
        Halted: The pass is stopping.
    """
    faults = refusals = 0
    while True:
        try:
            found = send()
        except TryAgain as problem:
            reason, wait = str(problem), problem.wait
            if isinstance(problem, TooMany):
                refusals += 1
                pace.refused(sent, None if wait is None else min(wait, _PATIENCE))
            else:
                faults += 1
        else:
            pace.answered(sent)
            return found
        if wait is not None and wait > _PATIENCE:
            raise ScoringStopped(
                f"{reason}, and the service asks to wait {wait / 60:.0f} minutes: try again then"
            )
        if faults >= most or refusals >= _REFUSALS:
            raise GaveUp(f"{reason} (after {faults + refusals} attempts)")
        if wait is None:
            longest = min(_LONGEST, _FIRST * 2.0 ** (max(faults, refusals) - 1))
            wait = random.uniform(longest / 2, longest)
        pace.sleep(wait)
        sent = pace.wait()
