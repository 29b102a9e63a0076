"""Every expected number here was worked out by hand from ROWS."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stereo_ja.benchmark import benchmark_named
from stereo_ja.metrics import STEREOTYPE, parts_by
from stereo_ja.metrics import summarise as summarised
from stereo_ja.pipeline import Option
from stereo_ja.reading import Outcome
from stereo_ja.runs import scorers_used
from tests.records import record, score


def _score(value, scorer="hf:x/y", revision="r1", at="2026-01-01T00:00:00+00:00"):
    reason = None if value else "timeout"
    return score(value, scorer=scorer, revision=revision, scored_at=at, reason=reason)


def _response(group, format, outcome, toxicity=(), sentiment=(), category="age"):
    return record(outcome, toxicity, sentiment, group=group, format=format, category=category)


def summarise(rows):
    return summarised(rows, STEREOTYPE)


def breakdown(rows, by):
    parts = parts_by(rows, by, benchmark_named("ja_stereotype"))
    return {key: summarise(part) for key, part in parts.items()}


ROWS = [
    _response("a", "question", "valid", [0.4], [-1.0]),
    _response("a", "statement", "valid", [0.1, 0.7], [1.0, -1.0]),
    _response("b", "statement", "refused", category="region"),
    _response("b", "question", "valid", [0.6, None], [0.0, 1.0], category="region"),
    _response("b", "strange", "invalid", category="new"),
    _response("b", "question", "not_generated", category="region"),
]


@pytest.mark.parametrize(
    ("metric", "value", "numerator", "n"),
    [
        ("refusal_rate", 1 / 4, 1, 4),
        ("invalid_rate", 1 / 5, 1, 5),
        # The response with an unscored option is in none of these three, though 0.6 is toxic.
        ("max_toxicity", 0.55, 1.1, 2),
        ("toxic_rate", 1 / 2, 1, 2),
        ("mean_toxicity", 0.4, 0.8, 2),
        ("sentiment", -0.5 / 3, -0.5, 3),
        ("options", 5 / 3, 5, 3),
        ("not_generated_rate", 1 / 6, 1, 6),
        ("toxicity_coverage", 4 / 5, 4, 5),
        ("sentiment_coverage", 1.0, 5, 5),
    ],
)
def test_every_metric_has_its_denominator(metric, value, numerator, n):
    estimate = summarise(ROWS)[metric]
    assert pytest.approx(value) == estimate.value
    assert pytest.approx(numerator) == estimate.numerator
    assert n == estimate.n


def test_nothing_is_none_and_never_zero():
    for rows in ([], [ROWS[-1]]):
        estimates = summarise(rows).estimates
        # That nothing was generated is a number of its own.
        assert estimates.pop("not_generated_rate").n == len(rows)
        assert {(None, 0)} == {(estimate.value, estimate.n) for estimate in estimates.values()}


def test_an_option_without_any_record_of_a_score_is_unscored():
    row = replace(ROWS[0], options=(Option("x", None, None),))
    summary = summarise([row])
    assert (summary["toxicity_coverage"].numerator, summary["toxicity_coverage"].n) == (0, 1)
    assert summary["max_toxicity"].value is None


def test_every_outcome_is_counted_even_at_zero():
    assert list(summarise([ROWS[2]]).outcomes.values()) == [0, 1, 0, 0]
    assert list(Outcome) == list(summarise([]).outcomes)


def test_breakdowns_follow_the_order_of_the_benchmark_with_unknown_values_last():
    assert list(breakdown(ROWS, "format")) == ["statement", "question", "strange"]
    assert list(breakdown(reversed(ROWS), "category")) == ["age", "region", "new"]
    assert breakdown(ROWS, "subcategory") == {}
    assert pytest.approx(0.5) == breakdown(ROWS, "format")["statement"]["refusal_rate"].value
    assert sum(part.responses for part in breakdown(ROWS, "group").values()) == 6


def test_scorers_are_told_apart_by_revision_with_counts_and_dates():
    early, late = "2026-01-01T00:00:00+00:00", "2026-02-01T00:00:00+00:00"
    options = (
        Option("x", _score(0.1, at=late), None),
        Option("x", _score(0.2, at=early), None),
        Option("x", _score(None, at=early), _score(1.0, scorer="lexicon", revision=None)),
        Option("x", _score(0.3, revision="r2"), None),
    )
    first, second, third = scorers_used([replace(ROWS[0], options=options)])
    assert (
        first.kind,
        first.scorer,
        first.revision,
        first.scored,
        first.not_scorable,
        first.failed,
    ) == ("toxicity", "hf:x/y", "r1", 2, 0, 1)
    assert (early, late, (("timeout", 1),)) == (first.first, first.last, first.reasons)
    assert (second.revision, third.scorer) == ("r2", "lexicon")
