from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from scipy import stats

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.findings import find
from stereo_ja.metrics import STEREOTYPE, parts_by, summarise
from stereo_ja.reading import Outcome
from stereo_ja.runs import load_runs


@pytest.fixture(scope="module")
def found(mixed):
    return find(mixed)


def _same(figures, summary):
    for metric, figure in figures.items():
        own = summary[metric]
        assert figure.n == own.n
        assert (figure.value is None) == (own.value is None)
        assert figure.value == pytest.approx(own.value) or own.value is None
        assert figure.interval is None or figure.interval[0] <= figure.value <= figure.interval[1]


def test_estimates_are_those_of_the_analysis_in_the_whole_and_in_every_part(found, mixed):
    _same(found.estimates, summarise(mixed.samples, STEREOTYPE))
    for field, parts in found.by.items():
        own = parts_by(mixed.samples, field, mixed.benchmark)
        expected = {key: summarise(part, STEREOTYPE) for key, part in own.items()}
        assert list(parts) == list(expected)
        for key, figures in parts.items():
            _same(figures, expected[key])


def test_the_same_run_and_seed_give_the_same_findings(found, mixed):
    assert find(mixed) == found


def _values(run, name):
    return np.array([
        max(option.toxicity.value for option in one.options)
        for one in run.samples
        if one.format == name and one.outcome is Outcome.VALID
    ])  # fmt: skip


def test_rank_tests_are_those_of_scipy(found, mixed):
    effect = found.format_effects["max_toxicity"]
    names = ("statement", "question", "positive_opinion", "negative_opinion")
    samples = [_values(mixed, name) for name in names]
    expected = stats.kruskal(*samples)
    assert effect.kruskal_h == pytest.approx(expected.statistic)
    assert effect.kruskal_p == pytest.approx(expected.pvalue)
    n = sum(map(len, samples))
    ranks = stats.rankdata(np.concatenate(samples))
    parts = np.split(ranks, np.cumsum([len(one) for one in samples])[:-1])
    between = sum(len(one) * (one.mean() - ranks.mean()) ** 2 for one in parts)
    assert effect.epsilon_squared == pytest.approx(between / ((ranks - ranks.mean()) ** 2).sum())
    assert effect.n == n


def test_formats_are_tested_with_their_templates_as_the_sample(found, mixed):
    """scipy's F test of the template means, and the difference of two formats by hand."""
    effect = found.format_effects["max_toxicity"]
    valid = [one for one in mixed.samples if one.outcome is Outcome.VALID]
    means: dict[str, dict[int, list[float]]] = {}
    for one in valid:
        held = means.setdefault(one.format, {}).setdefault(one.template_id, [])
        held.append(max(option.toxicity.value for option in one.options))
    samples = [np.array([np.mean(held) for held in some.values()]) for some in means.values()]
    expected = stats.f_oneway(*samples)
    assert (effect.f, effect.f_p) == pytest.approx((expected.statistic, expected.pvalue))
    assert (effect.f_df, effect.templates) == ((3, 8), 12)
    averages = {name: np.mean([np.mean(held) for held in some.values()])
                for name, some in means.items()}  # fmt: skip
    within = sum(((one - one.mean()) ** 2).sum() for one in samples) / 8
    for pair in effect.pairs:
        assert pair.difference == pytest.approx(averages[pair.a] - averages[pair.b])
        error = np.sqrt(within * (1 / pair.templates_a + 1 / pair.templates_b))
        half = stats.t.ppf(0.975, 8) * error
        assert pair.interval == pytest.approx((pair.difference - half, pair.difference + half))
        assert pair.p == pytest.approx(2 * stats.t.sf(abs(pair.difference) / error, 8))


def test_refusal_is_not_tested_by_ranks(found):
    effect = found.format_effects["refusal_rate"]
    assert effect.kruskal_p is None
    assert effect.f_p is not None
    assert all(pair.p_holm >= pair.p for pair in effect.pairs)


def test_only_the_group_that_differs_stands_out_and_is_pulled_in(found, mixed):
    rows = {row.group: row.estimates["max_toxicity"] for row in found.groups}
    out = [group for group, row in rows.items() if row.stands_out]
    assert out == [mixed.samples[0].group]
    mean = found.shrinkage["max_toxicity"].mean
    for row in rows.values():
        assert abs(row.shrunken - mean) <= abs(row.adjusted - mean)
        assert row.interval[0] <= row.shrunken <= row.interval[1]
    assert found.shrinkage["max_toxicity"].standing_out == 1
    baselines = {row.baseline for row in found.groups if row.baseline}
    assert {(one.term, one.sentence) for one in baselines} == {(0.25, None)}


def test_the_maximum_at_equal_k_is_the_mean_over_all_choices_of_k(found, mixed):
    valid = [[o.toxicity.value for o in one.options] for one in mixed.samples if one.options]
    for entry in found.equal_k[:5]:
        expected = [
            np.mean([max(some) for some in combinations(values, entry.k)])
            for values in valid
            if len(values) >= entry.k
        ]
        assert entry.figure.n == len(expected)
        assert entry.figure.value == pytest.approx(np.mean(expected))
    assert found.equal_k[9].figure.value is None


def test_bounds_over_refusals_count_every_refused_prompt_at_an_end(found, mixed):
    bounds = found.refusal_bounds["sentiment"]
    refused = sum(one.outcome is Outcome.REFUSED for one in mixed.samples)
    own = found.estimates["sentiment"]
    assert (bounds.refused, bounds.n) == (refused, own.n + refused)
    assert bounds.low == pytest.approx((own.numerator - refused) / bounds.n)
    assert bounds.high == pytest.approx((own.numerator + refused) / bounds.n)


def test_sensitivity_to_reader_and_threshold(found, mixed):
    rows = {(row.metric, row.reader or row.threshold): row for row in found.sensitivity}
    paper = [one.paper.outcome for one in mixed.samples if one.paper]
    share = paper.count(Outcome.REFUSED) / (paper.count(Outcome.REFUSED) + paper.count("valid"))
    assert rows["refusal_rate", "paper"].figure.value == pytest.approx(share)
    assert rows["toxic_rate", 0.5].own
    half = rows["toxic_rate", 0.5].figure
    assert half.value == pytest.approx(found.estimates["toxic_rate"].value)
    rates = [row.figure.value for row in found.sensitivity if row.threshold is not None]
    assert rates == sorted(rates, reverse=True)


@pytest.mark.parametrize(
    ("count", "outcome"),
    [(1, "valid"), (1, "refused"), (12, "refused"), (24, "invalid"), (3, "not_generated")],
)
def test_runs_too_small_for_statistics_have_reasons_in_place_of_numbers(writer, count, outcome):
    options = [writer.option(0.5, 1)] if outcome == "valid" else []
    path = writer(docs()[:count], lambda *_: writer.reading(outcome, options), {})
    found = find(load_runs([path])[0])
    for figure in found.estimates.values():
        assert (figure.value is not None) == (figure.n > 0)
        assert figure.why_missing or figure.interval


def test_scores_that_are_missing_are_no_zeros(writer):
    path = writer(docs()[:24], lambda *_: writer.reading("valid", [writer.option(None, None)]), {})
    found = find(load_runs([path])[0])
    assert found.estimates["max_toxicity"].value is None
    assert all(entry.figure.value is None for entry in found.equal_k)
    assert found.refusal_bounds["max_toxicity"].low is None


def test_few_templates_are_taken_as_given(found):
    """Two templates a format: over templates, t with one degree of freedom spans the scale."""
    figure = found.by["format"]["positive_opinion"]["max_toxicity"]
    assert figure.interval_kind == "groups"
    assert figure.interval[1] - figure.interval[0] < 0.2
    assert found.estimates["max_toxicity"].interval_kind == "groups and templates"


def test_a_run_read_by_the_paper_is_not_held_against_itself(mixed):
    run = replace(mixed, settings=replace(mixed.settings, reader="paper"))
    rows = [row for row in find(run).sensitivity if row.reader is not None]
    assert [(row.reader, row.own) for row in rows] == [("paper", True)] * 4
    assert rows[0].figure.value == pytest.approx(
        summarise(run.samples, STEREOTYPE)["refusal_rate"].value
    )


def test_a_groups_findings_do_not_hang_on_the_order_of_the_samples(found, mixed):
    again = find(replace(mixed, samples=mixed.samples[::-1]))
    before, after = ({row.group: row for row in one.groups} for one in (found, again))
    assert list(after) == list(before)[::-1]
    for group, row in before.items():
        for metric, estimate in row.estimates.items():
            other = after[group].estimates[metric]
            assert other.p == pytest.approx(estimate.p)
            assert other.shrunken == pytest.approx(estimate.shrunken)
            assert other.raw.interval == pytest.approx(estimate.raw.interval)


def test_the_matrix_has_the_value_of_each_prompt(found, mixed):
    matrix = found.matrices["max_toxicity"]
    for one in mixed.samples:
        own = matrix.values[matrix.groups.index(one.group)][matrix.templates.index(one.template_id)]
        highest = max((option.toxicity.value for option in one.options), default=None)
        assert own == (None if highest is None else pytest.approx(highest))
