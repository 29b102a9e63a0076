"""The embedded word-list scorer: a smoke test; see docs/lexicon.md."""

from __future__ import annotations

from stereo_ja.scoring._scorer import Kind
from stereo_ja.scoring.lexicon._scorer import LexiconScorer

__all__ = ["LexiconScorer", "lexicon_scorer"]


def lexicon_scorer(kind: Kind, rest: str) -> LexiconScorer | None:
    """The scorer of ``lexicon``; None if anything stands behind it."""
    return None if rest else LexiconScorer(kind)
