"""One score in one of three states: scored, not scorable or failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Literal

__all__ = ["Score", "Status", "now"]

Status = Literal["scored", "not_scorable", "failed"]

_KEYS = ("status", "value", "label", "reason", "scorer", "revision", "scored_at")


def now() -> str:
    """The current time in UTC as ISO 8601, to the second."""
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


@dataclass(frozen=True)
class Score:
    """A scorer's answer for one text. A missing value is None, never a number."""

    status: Status
    scorer: str
    revision: str | None
    scored_at: str
    value: float | None = None
    """Toxicity in [0, 1], or sentiment -1, 0 or 1; None unless ``status`` is ``scored``."""
    label: str | None = None
    """The label behind the value; for sentiment ``positive``, ``neutral`` or ``negative``."""
    reason: str | None = None
    """Why there is no value; or a caveat on a scored text (``truncated``)."""
    also: tuple[tuple[str, float], ...] = ()
    """``(attribute, value)`` of what the same request measured besides; stored, not published."""

    def __post_init__(self) -> None:
        # The one invariant everything downstream relies on.
        if (self.status == "scored") != (self.value is not None):
            msg = f"a {self.status} score cannot have value {self.value!r}"
            raise ValueError(msg)
        if self.value is not None and not -1.0 <= self.value <= 1.0:
            msg = f"score value {self.value!r} from {self.scorer} is outside [-1, 1]"
            raise ValueError(msg)

    def as_dict(self) -> dict[str, Any]:
        """The score in the key order of the published format."""
        return {key: getattr(self, key) for key in _KEYS}
