"""One line of a diagnosis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Finding", "Status"]

Status = Literal["ok", "missing", "problem"]


@dataclass(frozen=True)
class Finding:
    """What one check saw."""

    name: str
    status: Status
    """``missing``: not there; ``problem``: there, but it does not work."""
    detail: str
    """What is there, never the value of a key or token."""
    fix: str | None = None
    """What to do; None when there is nothing to do."""
    required: bool = False
    """Whether even a run with the lexicon scorers needs it."""
    section: str = ""
    """The heading it belongs under."""

    @property
    def blocks(self) -> bool:
        """Whether it stops even a run with the lexicon scorers."""
        return self.required and self.status != "ok"
