"""Runs on disk: found, read and written in one place. Needs no model and no network."""

from __future__ import annotations

from stereo_ja.runs._find import find_saved
from stereo_ja.runs._identity import (
    FAMILIES,
    NOT_RECORDED,
    Difference,
    differences,
    identity,
    not_comparable,
    worth_knowing,
)
from stereo_ja.runs._load import load_saved
from stereo_ja.runs._redact import redacted
from stereo_ja.runs._run import Run, load_runs
from stereo_ja.runs._saved import SavedRow, SavedRun, SavedTask
from stereo_ja.runs._scorers import ScorerUse, scorers_used
from stereo_ja.runs._settings import Settings, shown_model
from stereo_ja.runs._write import check_free, write_run

__all__ = [
    "FAMILIES",
    "NOT_RECORDED",
    "Difference",
    "Run",
    "SavedRow",
    "SavedRun",
    "SavedTask",
    "ScorerUse",
    "Settings",
    "check_free",
    "differences",
    "find_saved",
    "identity",
    "load_runs",
    "load_saved",
    "not_comparable",
    "redacted",
    "scorers_used",
    "shown_model",
    "worth_knowing",
    "write_run",
]
