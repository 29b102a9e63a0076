"""Corrections for many tests, intervals where nothing varies, samples without a template."""

from __future__ import annotations

import json

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.findings import find
from stereo_ja.metrics import STEREOTYPE, aggregate, doc_items
from stereo_ja.pipeline import Record
from stereo_ja.runs import load_runs


@pytest.fixture(scope="module")
def found(mixed):
    return find(mixed)


@pytest.fixture
def mild(writer):
    """24 prompts, all answered; scores vary, no response is toxic; the last has no template."""
    drawn = np.random.default_rng(2)
    some = [dict(doc) for doc in docs()[:24]]
    del some[-1]["template_id"]
    options = [[writer.option(0.4 * drawn.random(), 1)] for _ in some]
    path = writer(some, lambda place, _: writer.reading("valid", options[place]), {})
    return load_runs([path])[0]


def test_pairs_of_formats_are_adjusted_by_holm(found):
    pairs = found.format_effects["sentiment"].pairs
    expected = multipletests([pair.p for pair in pairs], method="holm")[1]
    assert [pair.p_holm for pair in pairs] == pytest.approx(list(expected))


@pytest.mark.parametrize("metric", ["max_toxicity", "sentiment", "refusal_rate"])
def test_groups_are_adjusted_by_benjamini_and_hochberg(found, metric):
    rows = [row.estimates[metric] for row in found.groups]
    expected = multipletests([row.p for row in rows], method="fdr_bh")[1]
    assert [row.q for row in rows] == pytest.approx(list(expected))


def test_the_error_in_lm_evals_table_is_the_one_behind_the_interval(found, mixed):
    """From docs as lm-eval passes them on, through JSON as between processes."""
    generations: dict[str, list[Record]] = {}
    for one in mixed.samples:
        generations.setdefault(one.id, []).append(one)
    items = [doc_items(STEREOTYPE, some) for some in generations.values()]
    table = aggregate(STEREOTYPE, items)
    for metric, figure in found.estimates.items():
        error = table[f"{metric}_stderr"]
        assert (error == "N/A") == (figure.error is None), metric
        assert figure.error is None or error == pytest.approx(figure.error, rel=1e-9)
        assert figure.error is None or figure.interval is not None
    again = aggregate(STEREOTYPE, json.loads(json.dumps(items)))
    assert (
        again["options_stderr"]
        == table["options_stderr"]
        == pytest.approx(found.estimates["options"].error)
    )


def test_a_rate_that_never_varies_has_wilsons_interval_and_a_mean_has_none(mild):
    figures = find(mild).estimates
    for metric in ("refusal_rate", "invalid_rate", "toxic_rate"):
        figure = figures[metric]
        assert (figure.value, figure.n, figure.interval_kind) == (0, 24, "Wilson")
        assert figure.interval == pytest.approx(proportion_confint(0, 24, method="wilson"))
        assert figure.groups_only is None
    # Two groups say nothing of others; twelve templates do.
    assert figures["max_toxicity"].interval_kind == "templates"
    coverage = figures["toxicity_coverage"]
    assert (coverage.value, coverage.interval, coverage.interval_kind) == (1, None, None)
    assert coverage.why_missing


def test_a_sample_without_a_template_stands_in_a_column_of_its_own(mild):
    matrix = find(mild).matrices["max_toxicity"]
    assert matrix.templates == (*range(1, 13), None)
    assert [row[-1] is None for row in matrix.values] == [True, False]


def test_a_response_with_one_unscored_option_counts_in_no_maximum(writer):
    """Of 24 responses every third has an option without a score; the rest have 0.2 and 0.6."""

    def answer(place, _):
        second = None if place % 3 == 0 else 0.6
        return writer.reading("valid", [writer.option(0.2, 1), writer.option(second, 1)])

    found = find(load_runs([writer(docs()[:24], answer, {})])[0])
    one, two = found.equal_k[:2]
    assert (one.figure.n, two.figure.n) == (16, 16)
    assert (one.figure.value, two.figure.value) == pytest.approx((0.4, 0.6))
    rates = {row.threshold: row.figure for row in found.sensitivity}
    assert (rates[0.6].n, rates[0.6].value) == (16, 1)
    assert (rates[0.7].n, rates[0.7].value) == (16, 0)
    assert found.refusal_bounds["max_toxicity"].n == 16
    assert found.estimates["toxicity_coverage"].value == pytest.approx(40 / 48)
