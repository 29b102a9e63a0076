"""What an imitated service is like."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

__all__ = ["FAULTS", "Fault", "Settings", "value_of"]

Fault = Literal[
    "429", "429-wait", "500", "502", "503", "504", "slow", "stall", "reset", "cut", "html",
    "noscores", "badvalue",
]  # fmt: skip

FAULTS: tuple[Fault, ...] = (
    "429", "429-wait", "500", "502", "503", "504", "slow", "reset", "cut", "html", "noscores",
    "badvalue",
)  # fmt: skip
"""What faults are drawn from; ``stall``, half a body and then nothing, only on demand."""


@dataclass
class Settings:
    """May be changed while the server runs."""

    key: str = "fake-key"
    key_in: Literal["header", "query", "either"] = "either"
    """Where the key is looked for; elsewhere it is not seen."""
    qps: float | None = None
    qpm: float | None = None
    latency: float = 0.0
    """Seconds before every reply."""
    silent_after: int | None = None
    """Requests after so many get no reply at all."""
    faults: float = 0.0
    """Share of the requests that meet a fault, the same ones for the same seed."""
    fault_kinds: tuple[Fault, ...] = FAULTS
    seed: int = 0
    retry_after: str | None = "1"
    """Sent with ``429-wait`` faults and above the quota; seconds or a date."""
    disabled: bool = False
    """Every request is answered 403 SERVICE_DISABLED."""
    refused_texts: frozenset[str] = frozenset()
    """Texts that are answered with a 400 that says nothing about the reason."""
    out_of_funds: bool = False
    """Every moderation is answered 429 insufficient_quota."""
    model: str = "omni-moderation-2024-09-26"
    """What the moderation endpoint calls itself, whatever was asked for."""

    def fault(self, text: str, attempt: int) -> Fault | None:
        """The fault that the n-th request for a text meets, if any."""
        drawn = _uniform(f"{self.seed}\n{attempt}\n{text}")
        if drawn >= self.faults or not self.fault_kinds:
            return None
        return self.fault_kinds[int(drawn / self.faults * len(self.fault_kinds))]


def value_of(attribute: str, text: str) -> float:
    """The score that the server gives, in [0, 1): the same for ever, and different for each."""
    return round(_uniform(f"{attribute}\n{text}") * 0.999, 9)


def _uniform(text: str) -> float:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:7], "big") / 2**56
