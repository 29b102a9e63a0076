"""What a judge says about one response."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

__all__ = ["Judge", "Question", "Verdict"]


@dataclass(frozen=True)
class Question:
    """What a judge is shown."""

    question: str
    reference: str | None
    response: str


@dataclass(frozen=True)
class Verdict:
    """A judge's answer for one response. A missing rating is None, never a number."""

    status: Literal["scored", "not_scorable", "failed"]
    rating: int | None
    reason: str | None
    evidence: str
    judge: str
    revision: str | None
    judged_at: str


class Judge(Protocol):
    """Rates responses."""

    name: str
    revision: str | None

    def check(self) -> None: ...

    def judge(self, items: Sequence[Question]) -> Iterator[tuple[int, Verdict]]: ...
