"""What is said about one response: its outcome, options and evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

__all__ = ["Outcome", "Reading"]


class Outcome(str, Enum):
    """The closed set of outcomes. Every response has exactly one."""

    VALID = "valid"
    REFUSED = "refused"
    INVALID = "invalid"
    NOT_GENERATED = "not_generated"


@dataclass(frozen=True)
class Reading:
    """One response, read."""

    outcome: Outcome
    rule: str
    """Name of the rule that decided."""
    evidence: str = ""
    """The span of the response that decided it; may be empty."""
    code: int | None = None
    """The paper's number for the same finding: 11, 12, 21, 22, 31, 32, 33, 34 or None."""
    reason: str | None = None
    """For invalid responses ``format`` or ``language``, otherwise None."""
    flags: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    """The options of a valid response, in order; empty for every other outcome."""

    def as_dict(self) -> dict[str, Any]:
        """The reading as JSON-ready keys; ``options`` is a list of strings."""
        return {
            "outcome": self.outcome.value,
            "code": self.code,
            "reason": self.reason,
            "rule": self.rule,
            "evidence": self.evidence,
            "flags": list(self.flags),
            "options": list(self.options),
        }
