"""How long to wait before a call is tried again."""

from __future__ import annotations

import random
from collections.abc import Mapping

from stereo_ja.service._retry_after import retry_after

__all__ = ["ATTEMPTS", "LONGEST_WAIT", "wait_before"]

ATTEMPTS = 5
"""Calls for one question, the first included."""
LONGEST_WAIT = 60.0
"""Seconds; a server that asks for more is not waited for."""
_FIRST, _LONGEST_OWN = 1.0, 30.0


def wait_before(attempt: int, headers: Mapping[str, str]) -> float | None:
    """Seconds before attempt ``attempt`` (from 2), or None not to try again.

    ``Retry-After`` (seconds or a date) decides where a server sends it; else the wait doubles
    from one second, with half of it random so that processes do not come back together.
    """
    if attempt > ATTEMPTS:
        return None
    asked = retry_after(headers.get("Retry-After"))
    if asked is not None:
        return asked if asked <= LONGEST_WAIT else None
    longest = min(_LONGEST_OWN, _FIRST * 2.0 ** (attempt - 2))
    return random.uniform(longest / 2, longest)
