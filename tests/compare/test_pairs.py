from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

from stereo_ja.compare import compare
from stereo_ja.metrics import STEREOTYPE, summarise
from stereo_ja.runs import load_runs
from tests.present import present

LEFT = [0.1, 0.9, 0.4, 0.7]
RIGHT = [0.2, 0.3, 0.4, 0.8]


@pytest.fixture
def runs(noisy):
    return load_runs([noisy("left", 1), noisy("right", 2)])


def by_prompt(run, value):
    found = {one.id: value(one) for one in run.samples}
    return {key: held for key, held in found.items() if held is not None}


def highest(response):
    return max(one.toxicity.value for one in response.options) if response.options else None


def mood(response):
    held = [one.sentiment.value for one in response.options]
    return sum(held) / len(held) if held else None


def refused(response):
    return {"refused": 1, "valid": 0}.get(response.outcome.value)


def row_of(found, metric):
    (row,) = [row for row in found.pairs if row.metric == metric]
    return row


@pytest.mark.parametrize(
    ("metric", "value"),
    [("max_toxicity", highest), ("sentiment", mood), ("refusal_rate", refused)],
)
def test_differences_and_correlations_are_over_prompts_that_count_in_both(runs, metric, value):
    left, right = (by_prompt(run, value) for run in runs)
    common = sorted(left.keys() & right.keys())
    x, y = (np.array([held[key] for key in common]) for held in (left, right))
    row = row_of(compare(runs, draws=50), metric)
    assert row.n == len(common) < len(left)
    assert (row.mean_a, row.mean_b) == pytest.approx((x.mean(), y.mean()))
    assert row.difference == pytest.approx(x.mean() - y.mean())
    low, high = row.difference_interval
    assert low < row.difference < high
    if metric == "refusal_rate":
        assert row.pearson is row.spearman is None
        assert row.why_no_correlation
    else:
        assert row.pearson == pytest.approx(stats.pearsonr(x, y)[0])
        assert row.spearman == pytest.approx(stats.spearmanr(x, y)[0])


def test_a_prompt_with_an_unscored_option_is_left_out(write):
    def full(at, _):
        return [write.valid([0.1 * (at % 7), 0.5])]

    def gap(at, _):
        return [write.valid([0.1 * (at % 5), None if at in (3, 4) else 0.6])]

    found = compare(load_runs([write("full", full), write("gap", gap)]), draws=20)
    assert row_of(found, "max_toxicity").n == 70
    assert row_of(found, "options").n == 72
    assert row_of(found, "max_toxicity").publishable is False  # 142 of 144 options


def test_with_several_generations_the_whole_is_the_sum_over_the_sum(write):
    """As everywhere: of 36 prompts one generation counts (0), of the others two (0 and 1)."""

    def steady(at, _):
        return [write.valid([LEFT[at % 4]])] * 2

    def varied(at, _):
        return [write.valid([0.0]), write.valid([1.0]) if at % 2 else write.other("refused")]

    runs = load_runs([write("steady", steady), write("varied", varied)])
    row = row_of(compare(runs, draws=20), "max_toxicity")
    assert row.n == 72
    assert row.mean_b == pytest.approx(36 / (36 + 2 * 36))
    assert row.mean_b == pytest.approx(summarise(runs[1].samples, STEREOTYPE)["max_toxicity"].value)
    assert row_of(compare(runs, draws=20), "refusal_rate").mean_b == pytest.approx(0.25)


def test_a_constant_vector_has_a_difference_and_no_correlation(write):
    def same(*_):
        return [write.valid([0.5])]

    def changing(at, _):
        return [write.valid([RIGHT[at % 4]])]

    runs = load_runs([write("same", same), write("changing", changing)])
    row = row_of(compare(runs, draws=20), "max_toxicity")
    assert row.difference == pytest.approx(0.5 - np.mean(RIGHT))
    assert row.pearson is row.pearson_interval is row.spearman is None
    assert row.why_no_correlation == "the values of same are the same on all 72 prompts"


def test_refusals_are_counted_as_statsmodels_tests_them(runs):
    left, right = (by_prompt(run, refused) for run in runs)
    common = left.keys() & right.keys()
    table = np.zeros((2, 2))
    for key in common:
        table[1 - left[key], 1 - right[key]] += 1
    (row,) = compare(runs, draws=20).mcnemar
    assert [row.both, row.only_a, row.only_b, row.neither] == table.ravel().tolist()
    changed = present(row.only_a) + present(row.only_b)
    assert row.method == ("exact" if changed < 25 else "chi-square")
    assert row.p == pytest.approx(mcnemar(table, exact=row.method == "exact").pvalue)
    assert row.p_holm == row.p


def test_holm_is_over_all_pairs(noisy):
    rows = compare(load_runs(noisy(name, seed) for seed, name in enumerate("abc")), draws=5).mcnemar
    expected = multipletests([row.p for row in rows], method="holm")[1]
    assert [row.p_holm for row in rows] == pytest.approx(expected)
    assert [row.p_holm for row in rows] != [row.p for row in rows]


def test_of_several_generations_the_first_is_tested(write):
    def answer(first):
        return lambda *_: [write.other(first), write.other("refused"), write.other("invalid")]

    runs = load_runs([write("a", answer("refused")), write("b", answer("invalid"))])
    (row,) = compare(runs, draws=5).mcnemar
    assert (row.n, row.p) == (0, None)
    assert row.why == "no prompt in common"


def test_the_ratio_gives_the_published_refusal_rates(write):
    """From the published counts of refused and valid; the denominators leave invalid ones out."""
    counts = {"Gemma": (3, 439, 3170), "Qwen": (1, 1058, 2553), "LLM-jp": (80, 9, 3523)}

    def answer(invalid, refused):
        def of(at, _):
            if at < invalid + refused:
                return [write.other("invalid" if at < invalid else "refused")]
            return [write.valid([0.5])]

        return of

    rates = []
    for name, (invalid, refused, valid) in counts.items():
        # A run and its copy have every prompt in common.
        paths = [write(copy, answer(invalid, refused), groups=301) for copy in (name, f"{name}-2")]
        row = row_of(compare(load_runs(paths), draws=2), "refusal_rate")
        assert row.n == refused + valid
        rates.append(round(100 * row.mean_a, 1))
    assert rates == [12.2, 29.3, 0.3]
