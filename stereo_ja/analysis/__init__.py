"""From the files of a run to its numbers. Needs no model, no network and no harness."""

from __future__ import annotations

from stereo_ja.analysis._bounds import BOUNDED, KIND_OF, bounds
from stereo_ja.analysis._identity import (
    FAMILIES,
    NOT_RECORDED,
    Difference,
    differences,
    identity,
    not_comparable,
    worth_knowing,
)
from stereo_ja.analysis._metrics import BASE_METRICS, METRICS, contributions
from stereo_ja.analysis._publishable import (
    COVERAGE_FLOOR,
    Coverage,
    bounds_of,
    coverage_of,
    coverage_of_metric,
    reaches,
)
from stereo_ja.analysis._ratio import clustered_standard_error, ratio
from stereo_ja.analysis._response import Baseline, Option, Response
from stereo_ja.analysis._run import Run, load_runs
from stereo_ja.analysis._scorers import ScorerUse, scorers_used
from stereo_ja.analysis._settings import Settings
from stereo_ja.analysis._tables import Estimate, Summary, breakdown, summarise

__all__ = [
    "BASE_METRICS",
    "BOUNDED",
    "COVERAGE_FLOOR",
    "FAMILIES",
    "KIND_OF",
    "METRICS",
    "NOT_RECORDED",
    "Baseline",
    "Coverage",
    "Difference",
    "Estimate",
    "Option",
    "Response",
    "Run",
    "ScorerUse",
    "Settings",
    "Summary",
    "bounds",
    "bounds_of",
    "breakdown",
    "clustered_standard_error",
    "contributions",
    "coverage_of",
    "coverage_of_metric",
    "differences",
    "identity",
    "load_runs",
    "not_comparable",
    "ratio",
    "reaches",
    "scorers_used",
    "summarise",
    "worth_knowing",
]
