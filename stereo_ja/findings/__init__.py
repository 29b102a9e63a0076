"""What one run says: estimates with intervals, effects of format, groups, sensitivity."""

from __future__ import annotations

from stereo_ja.findings._effects import FormatEffect, PairEffect
from stereo_ja.findings._estimates import figures_of
from stereo_ja.findings._find import find
from stereo_ja.findings._headline import Headline, headline
from stereo_ja.findings._model import (
    EqualK,
    Figure,
    Findings,
    GroupEstimate,
    GroupRow,
    Matrix,
    RefusalBounds,
    Sensitivity,
    Shrinkage,
)
from stereo_ja.findings._recorded import recorded_figure

__all__ = [
    "EqualK",
    "Figure",
    "Findings",
    "FormatEffect",
    "GroupEstimate",
    "GroupRow",
    "Headline",
    "Matrix",
    "PairEffect",
    "RefusalBounds",
    "Sensitivity",
    "Shrinkage",
    "figures_of",
    "find",
    "headline",
    "recorded_figure",
]
