"""The seam every scorer stands behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

from stereo_ja.scoring._score import Score

__all__ = ["Kind", "Scorer"]

Kind = Literal["toxicity", "sentiment"]


class Scorer(Protocol):
    """Scores texts for one kind of measure.

    ``score`` is handed distinct, non-empty texts and yields ``(index, score)`` pairs in any
    order, each as soon as it exists, so that a caller can store it before the next is paid for.
    A text it cannot score comes back ``not_scorable`` or ``failed``; it raises only when no
    further text can be scored.
    """

    kind: Kind
    name: str
    """Recorded as ``scorer`` in each score: the SPEC without its revision."""
    revision: str | None
    """What pins the numbers: a commit, a file hash, or a version of the scorer's own tables."""

    def check(self) -> None:
        """Load or probe. Raises ScorerUnavailable, saying what to do, if scoring cannot work."""
        ...

    def score(self, texts: Sequence[str]) -> Iterator[tuple[int, Score]]:
        """Yield ``(index into texts, score)`` once for every text."""
        ...
