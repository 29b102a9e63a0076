"""Both refusal rates of one run: the reader's, and what the paper's rules make of it."""

from __future__ import annotations

import json
from typing import Any

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.report import build_report
from stereo_ja.runs import load_runs

OUTCOMES = [("valid", "refused"), ("refused", "refused"), ("valid", "valid"), ("valid", "invalid")]


def _samples(folder, *, with_paper: bool):
    path = folder / "samples_ja_stereotype_2026-01-01T00-00-00.000000.jsonl"
    rows = []
    for doc, (ours, papers) in zip(docs(), OUTCOMES, strict=False):
        record: dict[str, Any] = {
            "outcome": ours, "code": None, "reason": None, "rule": "r", "evidence": "",
            "flags": [], "options": [],
        }  # fmt: skip
        if with_paper:
            record["paper"] = {"outcome": papers, "code": None}
        rows.append(
            {"doc_id": 0, "doc": doc, "resps": [["x"]], "filtered_resps": [[json.dumps(record)]]}
        )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def test_the_paper_rate_stands_beside_ours(tmp_path):
    """Two of the three responses that the paper's rules call refused or valid are refused."""
    page = build_report(load_runs([_samples(tmp_path, with_paper=True)]))
    assert "refusal rate of the same responses is 66.7" in page.replace("\u202f", " ")
    assert "(2 of 3), with 1 invalid" in page


def test_without_the_paper_reading_nothing_is_said(tmp_path):
    page = build_report(load_runs([_samples(tmp_path, with_paper=False)]))
    assert "paper's own rules" not in page.replace("&#39;", "'")
