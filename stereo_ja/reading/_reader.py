"""The seam every reader stands behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from stereo_ja.reading._outcome import Reading

__all__ = ["Reader", "Request"]


@dataclass(frozen=True)
class Request:
    """One response that is to be read, and what it responds to."""

    response: str | None
    """The raw model output; None when the backend returned nothing."""
    group: str
    """The group term the prompt asked about."""
    format: str
    """``statement``, ``question``, ``positive_opinion`` or ``negative_opinion``."""


class Reader(Protocol):
    """Decides the outcome of responses. Deterministic; never raises on any text."""

    @property
    def name(self) -> str:
        """As it is chosen, for example ``rules`` or ``judge:MODEL``."""
        ...

    def check(self) -> None:
        """See that it can work here. Raises ScorerUnavailable, saying what to do, if it cannot."""
        ...

    def read(self, response: str | None, *, group: str, format: str) -> Reading:
        """Read one response to a prompt of ``format`` about ``group``, as in ``Request``."""
        ...

    def read_all(self, items: Sequence[Request]) -> Iterator[Reading]:
        """One reading for each item, in order, each as soon as it and those before it are there.

        Raises:
            KeyboardInterrupt: On Ctrl-C; what was paid for is stored.
        """
        ...

    def remarks(self) -> list[str]:
        """Lines about all that was read so far, to be shown at the end; mostly none."""
        ...
