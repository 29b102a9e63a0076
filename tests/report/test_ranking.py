"""What is said of the groups of a run."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from stereo_ja.findings import Shrinkage
from stereo_ja.report._ranking import _verdict


def findings(between: float, reliability: float, out: list[bool]) -> Any:
    rows = [
        SimpleNamespace(estimates={"max_toxicity": SimpleNamespace(stands_out=one, shrunken=0.6)})
        for one in out
    ]
    spread = Shrinkage(0.5, between, reliability, len(out), sum(out))
    return SimpleNamespace(groups=rows, shrinkage={"max_toxicity": spread})


@pytest.mark.parametrize("out", [[False, False, False], [True, False, False]])
def test_that_groups_are_not_told_apart_is_never_said_to_make_them_alike(out):
    text = _verdict(findings(0.081, 0.37, out), 0.5)
    assert "a standard deviation of about 0.081" in text
    assert "a reliability of 0.37 (0 is noise, 1 is exact)" in text
    assert ("does not make them alike" in text) == (not any(out))
    assert text.startswith("1 of 3 groups stand out" if any(out) else "None of 3 groups can be")


def test_without_a_mean_there_is_the_reason():
    assert _verdict(findings(0.0, 0.0, [False]), None).startswith("Groups cannot be set against")
