"""One service at one address: asked within its quota, and not more often than needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from stereo_ja.service._ask import ask_once, ask_service
from stereo_ja.service._endpoint import Endpoint
from stereo_ja.service._pace import Pace
from stereo_ja.service._service import Service
from stereo_ja.service._slots import RememberedProbe, ServiceStore

__all__ = ["Client"]

_TRUSTED = 12 * 3600.0
"""Seconds for which a good answer stands, so that not every run costs a request more."""

T = TypeVar("T")


class Client(Generic[T]):
    """Asks a service about texts.

    Args:
        service: Knows the requests and the replies.
        name: Under which processes share send slots, with the host behind it.
        endpoint: Where it is.
        store: Opens what processes share.
        latency: Seconds for an answer with which the quota can still be used.
    """

    def __init__(
        self,
        service: Service[T],
        name: str,
        endpoint: Endpoint,
        store: Callable[[], ServiceStore],
        latency: float = 3.0,
    ) -> None:
        self._service = service
        self._slots = f"{name}@{endpoint.host}"
        self._rate, self._host, self._latency = endpoint.rate, endpoint.host, latency
        self._store = store

    def ask(self, texts: Iterable[str]) -> Iterator[tuple[int, T]]:
        """``(index, answer)`` for every text, as the answers come. Raises as ``ask_service``."""
        return ask_service(self._service, texts, self._pace())

    def ask_once(self, text: str) -> T:
        """One answer that a person is waiting for. Raises as ``ask_once``."""
        return ask_once(self._service, text, self._pace())

    def answered(self, probe: str) -> RememberedProbe | None:
        """The last good answer to a check of this name, if it still stands."""
        found = self._store().probe(f"{probe}@{self._host}")
        return found if found is not None and found.age <= _TRUSTED else None

    def remember(self, probe: str, revision: str) -> None:
        """Note that the service has just answered a check as it should."""
        self._store().remember_probe(f"{probe}@{self._host}", revision)

    def _pace(self) -> Pace:
        return Pace(self._slots, self._rate, self._store(), self._latency)
