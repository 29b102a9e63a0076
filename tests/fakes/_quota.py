"""How many requests a service lets through."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence

__all__ = ["Quota", "most_within"]


class Quota:
    """Sliding windows of a second and of a minute over the requests let through.

    Args:
        per_second: Requests in any second; None for no limit.
        per_minute: Requests in any minute; None for no limit.
    """

    def __init__(self, per_second: float | None, per_minute: float | None) -> None:
        limits = ((1.0, per_second), (60.0, per_minute))
        self._windows = [
            (seconds, max(1, int(limit)), deque[float]())
            for seconds, limit in limits
            if limit is not None
        ]
        self._lock = threading.Lock()

    def admits(self, at: float) -> bool:
        """Whether a request that came at this time is within the quota."""
        with self._lock:
            for seconds, limit, times in self._windows:
                while times and times[0] <= at - seconds:
                    times.popleft()
                if len(times) >= limit:
                    return False
            for _, _, times in self._windows:
                times.append(at)
            return True


def most_within(times: Sequence[float], seconds: float) -> int:
    """The most of ``times`` in any half-open window of ``seconds``; counted after the fact."""
    ordered, most, start = sorted(times), 0, 0
    for end, at in enumerate(ordered):
        while ordered[start] <= at - seconds:
            start += 1
        most = max(most, end - start + 1)
    return most
