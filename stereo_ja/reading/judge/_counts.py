"""What became of the responses that the rules were uncertain about."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Counts"]


@dataclass
class Counts:
    """Numbers of responses."""

    uncertain: int = 0
    cached: int = 0
    """Answered by a reply that was stored before."""
    agreed: int = 0
    overruled: int = 0
    unreadable: int = 0
    """The reply was no label; the rules' answer was kept."""
    failed: int = 0
    """No reply; the rules' answer was kept."""
    no_options: int = 0
    """Said to be valid, but no option was found; the rules' answer was kept."""

    def __str__(self) -> str:
        return (
            f"judge: {self.uncertain} uncertain responses, {self.agreed} agreed, "
            f"{self.overruled} overruled, rules' answer kept for {self.unreadable} unreadable "
            f"replies, {self.failed} failed calls, {self.no_options} without options; "
            f"{self.cached} replies from the store"
        )
