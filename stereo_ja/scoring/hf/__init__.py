"""Scoring with a local transformers sequence classifier."""

from __future__ import annotations

from stereo_ja.scoring.hf._scorer import HfScorer
from stereo_ja.scoring.hf._spec import parse_repo

__all__ = ["HfScorer", "parse_repo"]
