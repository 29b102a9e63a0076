"""From several runs to what sets them apart. Needs no model, no network and no harness."""

from __future__ import annotations

from stereo_ja.compare._compare import DRAWS, compare
from stereo_ja.compare._json import as_dict
from stereo_ja.compare._model import (
    CommonRow,
    CompareRun,
    Comparison,
    Excluded,
    GroupChange,
    McNemarRow,
    PairRow,
    PromptChange,
    WilliamsRow,
)
from stereo_ja.compare._plan_model import PlanRow
from stereo_ja.compare._ranking import Ranking, ranking

__all__ = [
    "DRAWS",
    "CommonRow",
    "CompareRun",
    "Comparison",
    "Excluded",
    "GroupChange",
    "McNemarRow",
    "PairRow",
    "PlanRow",
    "PromptChange",
    "Ranking",
    "WilliamsRow",
    "as_dict",
    "compare",
    "ranking",
]
