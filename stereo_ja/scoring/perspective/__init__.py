"""The scorer ``perspective``: Google's Perspective API, or a service that speaks like it."""

from __future__ import annotations

from stereo_ja.scoring.perspective._end import LAST_DAY, days_left
from stereo_ja.scoring.perspective._scorer import PerspectiveScorer, perspective_scorer
from stereo_ja.scoring.perspective._spec import ATTRIBUTES, parse_attributes

__all__ = [
    "ATTRIBUTES",
    "LAST_DAY",
    "PerspectiveScorer",
    "days_left",
    "parse_attributes",
    "perspective_scorer",
]
