"""The embedded word-list scorer. A smoke-test ruler; see docs/lexicon.md."""

from __future__ import annotations

from stereo_ja.scoring.lexicon._scorer import LexiconScorer

__all__ = ["LexiconScorer"]
