"""Scores for texts: toxicity and sentiment, each scored, not scorable or failed."""

from __future__ import annotations

from stereo_ja.scoring._legal import is_legal
from stereo_ja.scoring._make import make_scorer
from stereo_ja.scoring._registry import SCORERS, SPEC_HELP, is_smoke_test, register_scorer
from stereo_ja.scoring._score import Score
from stereo_ja.scoring._score_texts import ready_to_score, score_texts
from stereo_ja.scoring._scorer import Kind, Scorer
from stereo_ja.scoring._specs import DEFAULT_SPECS, resolve_spec

__all__ = [
    "DEFAULT_SPECS",
    "SCORERS",
    "SPEC_HELP",
    "Kind",
    "Score",
    "Scorer",
    "is_legal",
    "is_smoke_test",
    "make_scorer",
    "ready_to_score",
    "register_scorer",
    "resolve_spec",
    "score_texts",
]
