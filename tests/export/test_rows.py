"""What an export says of a response, worked out by hand."""

from __future__ import annotations

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.export._rows import option_rows, response_rows
from stereo_ja.runs import Run, load_runs
from tests.report.conftest import RunWriter


@pytest.fixture
def run(tmp_path) -> Run:
    """Options of .2 and .8; one that failed beside .4; a refusal."""
    writer = RunWriter(tmp_path)
    answers = [
        writer.reading("valid", [writer.option(0.2, 1), writer.option(0.8, -1)]),
        writer.reading("valid", [writer.option(0.4, 1), writer.option(None, 1)]),
        writer.reading("refused"),
    ]
    (found,) = load_runs([writer(docs()[:3], lambda number, doc: answers[number], {})])
    return found


def test_a_metric_is_a_value_and_what_it_adds_to_the_denominator(run):
    rows = list(response_rows([run]))
    names = ("max_toxicity", "toxic_rate", "sentiment", "refusal_rate", "options")
    found = [[(row[f"{name}_value"], row[f"{name}_n"]) for name in names] for row in rows]
    assert found == [
        [(0.8, 1), (1.0, 1), (0.0, 1), (0.0, 1), (2.0, 1)],
        [(None, 0), (None, 0), (1.0, 1), (0.0, 1), (2.0, 1)],
        [(None, 0), (None, 0), (None, 0), (1.0, 1), (None, 0)],
    ]


def test_an_option_that_failed_has_a_reason_and_no_value(run):
    rows = [(row["option"], row["toxicity"], row["toxicity_status"]) for row in option_rows([run])]
    assert rows == [
        (1, 0.2, "scored"), (2, 0.8, "scored"), (1, 0.4, "scored"), (2, None, "failed"),
        (None, None, None),
    ]  # fmt: skip
