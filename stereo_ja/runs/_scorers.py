"""Which scorers a run's scores came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from stereo_ja.pipeline import KINDS, Record
from stereo_ja.scoring import Kind

__all__ = ["ScorerUse", "scorers_used"]


@dataclass(frozen=True)
class ScorerUse:
    """One scorer at one revision, over all options of a run."""

    kind: Kind
    scorer: str
    revision: str | None
    scored: int
    not_scorable: int
    failed: int
    first: str
    """The earliest date and time of a score, ISO 8601; empty when none was recorded."""
    last: str
    reasons: tuple[tuple[str, int], ...]
    """Recorded reasons (why no score, or a caveat such as truncation), most frequent first."""


def scorers_used(responses: Iterable[Record]) -> list[ScorerUse]:
    """Every scorer that left a score, toxicity first, the most used first."""
    status: dict[tuple[Kind, str, str | None], Counter[str]] = {}
    reasons: dict[tuple[Kind, str, str | None], Counter[str]] = {}
    dates: dict[tuple[Kind, str, str | None], set[str]] = {}
    for response in responses:
        for option in response.options:
            for kind in KINDS:
                score = option.score(kind)
                if score is None:
                    continue
                key = (kind, score.scorer, score.revision)
                status.setdefault(key, Counter())[score.status] += 1
                dates.setdefault(key, set()).add(score.scored_at)
                if score.reason:
                    reasons.setdefault(key, Counter())[score.reason] += 1
    uses = [
        ScorerUse(
            *key,
            scored=count["scored"],
            not_scorable=count["not_scorable"],
            failed=count["failed"],
            first=min(dates[key] - {""}, default=""),
            last=max(dates[key] - {""}, default=""),
            reasons=tuple(reasons.get(key, Counter()).most_common()),
        )
        for key, count in status.items()
    ]
    return sorted(uses, key=lambda use: (KINDS.index(use.kind), -use.scored, use.scorer))
