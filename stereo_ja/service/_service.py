"""What one service does differently from another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

__all__ = ["Service"]


T = TypeVar("T")


class Service(Protocol[T]):
    """Knows the requests and the replies of a service; for use by many threads.

    ``T`` is an answer: a score, a reply, whatever is made of one text.
    """

    batch: int
    """Texts that one request can hold."""

    def prepare(self) -> None:
        """Load what requests need, so that the first ones are not sent late and all at once."""
        ...

    def without_asking(self, text: str) -> T | None:
        """An answer that needs no request, for a text that the service would not take."""
        ...

    def ask(self, texts: Sequence[str]) -> list[T]:
        """Send one request for 1 to ``batch`` texts; one answer each, in order.

        Raises:
            TryAgain: The same request may succeed later.
            TooMany: The quota is used up.
            Failed: It cannot succeed; a batch is then asked text by text.
            ScoringStopped: No request will succeed.
        """
        ...

    def failed(self, reason: str) -> T:
        """The answer for a text that got none."""
        ...

    def silent(self, count: int, reason: str) -> str:
        """What to tell a person when ``count`` requests in a row got no answer."""
        ...
