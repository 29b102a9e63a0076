"""From the files of a run to its numbers. Needs no model, no network and no harness."""

from __future__ import annotations

from stereo_ja.analysis._metrics import BASE_METRICS, METRICS, contributions
from stereo_ja.analysis._ratio import clustered_standard_error, ratio
from stereo_ja.analysis._response import Option, Response
from stereo_ja.analysis._run import Run, load_runs
from stereo_ja.analysis._scorers import ScorerUse, scorers_used
from stereo_ja.analysis._settings import Settings
from stereo_ja.analysis._tables import Estimate, Summary, breakdown, summarise

__all__ = [
    "BASE_METRICS",
    "METRICS",
    "Estimate",
    "Option",
    "Response",
    "Run",
    "ScorerUse",
    "Settings",
    "Summary",
    "breakdown",
    "clustered_standard_error",
    "contributions",
    "load_runs",
    "ratio",
    "scorers_used",
    "summarise",
]
