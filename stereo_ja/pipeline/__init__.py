"""From the responses of a run to records: read, scored or judged. Needs no lm-eval."""

from __future__ import annotations

from stereo_ja.pipeline._build import Parts, build_records
from stereo_ja.pipeline._json import record_from_json, record_to_json
from stereo_ja.pipeline._judged import judged
from stereo_ja.pipeline._read import read_records
from stereo_ja.pipeline._record import KINDS, Baseline, Option, Record
from stereo_ja.pipeline._scored import (
    baseline_texts,
    has_failures,
    option_texts,
    score_all,
    with_scores,
)

__all__ = [
    "KINDS",
    "Baseline",
    "Option",
    "Parts",
    "Record",
    "baseline_texts",
    "build_records",
    "has_failures",
    "judged",
    "option_texts",
    "read_records",
    "record_from_json",
    "record_to_json",
    "score_all",
    "with_scores",
]
