from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Span"]


@dataclass(frozen=True)
class Span:
    """A stretch of bytes that looks like a secret."""

    start: int
    end: int
    kind: str
