"""What an imitated service has seen."""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from tests.fakes._quota import most_within

__all__ = ["Seen", "Stats", "digest"]

_UNDER_WAY = 0.05
"""Seconds after a reply within which a request may have been sent before it was read."""


def digest(text: str) -> str:
    """By what a text is counted."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Seen:
    """One request and its reply."""

    at: float
    """When its first line arrived, monotonic seconds."""
    replied: float
    status: int
    fault: str | None
    key_in: str
    """``header``, ``query`` or ``none``; the key itself is kept nowhere."""
    texts: tuple[str, ...]
    """Digests."""
    hold: float
    """Seconds that the reply asked to wait."""
    stored: bool
    """Whether the service was allowed to store the text."""


class Stats:
    """Counts over all requests so far.

    Args:
        log: Where each request is written as a line of JSON; None for nowhere.
    """

    def __init__(self, log: IO[str] | None = None) -> None:
        self.seen: list[Seen] = []
        self._attempts: Counter[str] = Counter()
        self._above = 0
        self._under_way = self._arrived = 0
        self._lock = threading.Lock()
        self._log = log

    @contextlib.contextmanager
    def under_way(self) -> Iterator[int]:
        """While a request is being answered; gives its number, from 1."""
        with self._lock:
            self._under_way += 1
            self._arrived += 1
            number = self._arrived
        try:
            yield number
        finally:
            with self._lock:
                self._under_way -= 1

    def attempt(self, text: str) -> int:
        """The number of this request among those for the same text, from 1."""
        with self._lock:
            self._attempts[digest(text)] += 1
            return self._attempts[digest(text)]

    def add(self, seen: Seen, *, above: bool) -> None:
        """Note a request when its reply is about to be sent."""
        with self._lock:
            self.seen.append(seen)
            self._above += above
            if self._log is not None:
                self._log.write(json.dumps(vars(seen)) + "\n")
                self._log.flush()

    def as_dict(self) -> dict[str, Any]:
        """Everything, as JSON values."""
        with self._lock:
            seen, above, under_way = list(self.seen), self._above, self._under_way
        times = [one.at for one in seen]
        asked: Counter[str] = Counter(text for one in seen for text in one.texts)
        whole = [one for one in seen if one.status == 200 and one.fault in (None, "slow")]
        answered: Counter[str] = Counter(text for one in whole for text in one.texts)
        holds = sorted((one.replied, one.replied + one.hold) for one in seen if one.hold)
        return {
            "requests": len(seen),
            "under_way": under_way,
            "above_quota": above,
            "most_in_a_second": most_within(times, 1.0),
            "most_in_a_minute": most_within(times, 60.0),
            "seconds": max(times) - min(times) if times else 0.0,
            "held_seconds": _union(holds),
            "sent_while_held": sum(
                any(start + _UNDER_WAY < at < end for start, end in holds) for at in times
            ),
            "asked_too_soon": _too_soon(seen),
            "answered": len(whole),
            "allowed_to_store": sum(one.stored for one in seen),
            "key_in_query": sum(one.key_in == "query" for one in seen),
            "statuses": dict(Counter(str(one.status) for one in seen)),
            "faults": dict(Counter(one.fault for one in seen if one.fault)),
            "texts": {
                text: {"requests": n, "answered": answered[text]} for text, n in asked.items()
            },
        }


def _too_soon(seen: list[Seen]) -> int:
    """Requests for a text before the end of the wait that the last reply about it asked for."""
    until: dict[tuple[str, ...], float] = {}
    count = 0
    for one in sorted(seen, key=lambda one: one.at):
        count += one.at < until.get(one.texts, 0.0)
        until[one.texts] = one.replied + one.hold if one.hold else 0.0
    return count


def _union(spans: list[tuple[float, float]]) -> float:
    total, until = 0.0, float("-inf")
    for start, end in spans:
        total += max(0.0, end - max(start, until))
        until = max(until, end)
    return total
