"""What the scores of a scorer are stored under."""

from __future__ import annotations

from stereo_ja.scoring._scorer import Scorer
from stereo_ja.store import Source

__all__ = ["sources_of"]


def sources_of(scorer: Scorer) -> list[Source]:
    """One source for each attribute of a scorer, the score's own first."""
    return [
        Source(scorer.name, scorer.revision, attribute, scorer.language)
        for attribute in scorer.attributes
    ]
