"""What asking a service needs of the store: send slots and when it last answered."""

from __future__ import annotations

import threading
import time
from typing import Protocol

__all__ = ["LocalStore", "RememberedProbe", "ServiceStore"]


class RememberedProbe(Protocol):
    """When a service last answered as it should."""

    @property
    def revision(self) -> str: ...

    @property
    def age(self) -> float:
        """Seconds since then."""
        ...


class ServiceStore(Protocol):
    """Send slots and probes that all processes of a user share."""

    def reserve_slot(self, service: str, interval: float) -> float:
        """Take the next slot; returns the seconds to wait, from the moment of the call."""
        ...

    def probe(self, service: str) -> RememberedProbe | None: ...

    def remember_probe(self, service: str, revision: str) -> None: ...


class LocalStore:
    """The same for one client alone, for those who use it without a store."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}

    def reserve_slot(self, service: str, interval: float) -> float:
        """Slots of this object only."""
        with self._lock:
            now = time.monotonic()
            slot = max(now, self._next.get(service, now))
            self._next[service] = slot + interval
        return slot - now

    def probe(self, service: str) -> RememberedProbe | None:
        """None: nothing is remembered."""
        return None

    def remember_probe(self, service: str, revision: str) -> None:
        """Nothing is remembered."""
