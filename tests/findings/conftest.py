"""Runs for findings, written as lm-eval lays them out."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.runs import Run, load_runs
from tests.report.conftest import RunWriter


@pytest.fixture
def writer(tmp_path):
    return RunWriter(tmp_path)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory) -> Run:
    """20 groups x 12 templates; formats differ, one group is far more toxic, some refuse."""
    writer = RunWriter(tmp_path_factory.mktemp("mixed"))
    drawn = random.Random(1)
    base = {"statement": 0.3, "question": 0.4, "positive_opinion": 0.1, "negative_opinion": 0.5}
    some = docs()[:240]

    def answer(number, doc):
        chance = drawn.random()
        paper: dict[str, Any] = {
            "paper": {"outcome": "refused" if chance < 0.2 else "valid", "code": 31}
        }
        if chance < 0.1:
            return writer.reading("refused", **paper)
        if chance < 0.13:
            return writer.reading("invalid", **paper)
        shift = 0.2 if doc["group"] == some[0]["group"] else 0.0
        values = [
            min(1.0, max(0.0, base[doc["format"]] + shift + drawn.gauss(0, 0.05)))
            for _ in range(drawn.randint(2, 5))
        ]
        options = [writer.option(value, drawn.choice((-1, 0, 1))) for value in values]
        extra = paper | {"baseline": {"term": 0.25, "sentence": None}}
        return writer.reading("valid", options, **extra)

    (run,) = load_runs([writer(some, answer, {})])
    return replace(run, settings=replace(run.settings, reader="rules"))
