"""``none``: leaves every text unscored and says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stereo_ja.scoring._score import Score, now
from stereo_ja.scoring._scorer import Kind

__all__ = ["NoScorer", "no_scorer"]


class NoScorer:
    """Behind the Scorer seam for runs that are to be scored later."""

    name = "none"
    revision: str | None = None
    language: str | None = None
    remote = False
    attributes: tuple[str, ...] = ()
    """Nothing of it is stored."""

    def __init__(self, kind: Kind) -> None:
        self.kind: Kind = kind

    def check(self) -> None:
        """Nothing can fail."""

    def score(self, texts: Iterable[str]) -> Iterator[tuple[int, Score]]:
        """Yield ``not_scorable`` for every text."""
        score = Score(
            "not_scorable", self.name, None, now(), reason=f"no {self.kind} scorer chosen"
        )
        for index, _ in enumerate(texts):
            yield index, score


def no_scorer(kind: Kind, rest: str) -> NoScorer | None:
    """The scorer of ``none``; None if anything stands behind it."""
    return None if rest else NoScorer(kind)
