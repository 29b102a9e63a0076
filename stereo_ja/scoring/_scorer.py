"""The seam every scorer stands behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from stereo_ja.benchmark import Kind
from stereo_ja.scoring._score import Score

__all__ = ["Kind", "Scorer"]


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
    attributes: tuple[str, ...]
    """What one pass measures, as the store knows it; the first is the score's own value."""
    language: str | None
    """The language the texts are scored as, where the scorer has such a setting."""
    remote: bool
    """Whether texts are sent to a service: then each is asked for only when it can be sent."""

    def check(self) -> None:
        """Load or probe. Raises ScorerUnavailable, saying what to do, if scoring cannot work."""
        ...

    def score(self, texts: Iterable[str]) -> Iterator[tuple[int, Score]]:
        """Yield ``(index into texts, score)`` once for every text.

        A remote scorer draws from ``texts`` one by one, each only when it is about to send it:
        what is handed in looks the text up a last time and reserves it, and may wait. Fewer
        may come than were announced, because another process may have scored the others.
        """
        ...
