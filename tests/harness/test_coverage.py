"""What is said at the end of a run about means that may not be published."""

from __future__ import annotations

from stereo_ja.harness._coverage import coverage_remarks
from stereo_ja.harness._options import Options
from tests.records import record


def remarks(scored: int, floor: float, scorer: str = "hf:x/y") -> list[str]:
    records = [record("valid", [0.5] * scored + [None] * (10 - scored))]
    options = Options("rules", {"toxicity": scorer, "sentiment": "none"}, coverage_floor=floor)
    return coverage_remarks(records, options)


def test_only_a_coverage_below_the_floor_is_remarked_on():
    assert remarks(9, 0.9) == []
    (line,) = remarks(8, 0.9)
    assert "toxicity is NOT PUBLISHABLE: 8 of 10 options" in line
    assert "80.00%, floor 90%" in line


def test_what_was_left_unscored_by_choice_is_not_remarked_on():
    assert remarks(0, 0.9, "none") == []
