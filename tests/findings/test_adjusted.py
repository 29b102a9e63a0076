"""Groups held against all of them, on cells given by the test."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from stereo_ja.findings._adjusted import compared_means, compared_rates
from stereo_ja.metrics import Table
from tests.present import present


def table_of(shape, repeats=1):
    """A table with ``repeats`` responses in each cell, group by group."""
    group, template = (np.repeat(one.ravel(), repeats) for one in np.indices(shape))
    named = tuple(map(str, range(shape[0]))), tuple(range(shape[1]))
    return Table((), *named, np.zeros(shape[1]), group, template, {})


def test_a_group_whose_harshest_prompts_are_missing_is_not_taken_for_a_mild_one():
    values = np.array([0.1, 0.2, 0.9]) + np.zeros((5, 1))
    there = np.ones_like(values)
    there[0, 2] = 0
    found = compared_means(table_of((5, 3)), (values * there).ravel(), there.ravel())
    assert found.adjusted == pytest.approx(np.full(5, 0.4))


def test_adjusted_values_are_those_of_least_squares():
    rng = np.random.default_rng(3)
    values, there = rng.normal(size=(6, 4)), rng.random((6, 4)) < 0.7
    group, template = (one[there] for one in np.indices((6, 4)))
    design = np.hstack([group[:, None] == np.arange(6), template[:, None] == np.arange(4)])
    fit = np.linalg.lstsq(design.astype(float), values[there], rcond=None)[0]
    found = compared_means(table_of((6, 4)), (values * there).ravel(), there.ravel().astype(float))
    assert found.adjusted == pytest.approx(fit[:6] + fit[6:].mean(), abs=1e-6)


def test_several_generations_of_a_prompt_are_no_more_evidence_than_their_mean():
    rng = np.random.default_rng(4)
    values = rng.normal(size=(8, 6))
    once = compared_means(table_of((8, 6)), values.ravel(), np.ones(48))
    again = compared_means(table_of((8, 6), 3), np.repeat(values.ravel(), 3), np.ones(144))
    assert again.p == pytest.approx(once.p)


def test_among_groups_that_are_alike_p_is_uniform():
    rng = np.random.default_rng(6)
    p = []
    for _ in range(30):
        values = rng.normal(size=(100, 12)) + 3 * rng.normal(size=12)
        p += compared_means(table_of((100, 12)), values.ravel(), np.ones(1200)).p
    assert stats.kstest(p, "uniform").statistic < 0.04


def test_two_groups_are_compared_by_the_paired_t():
    """As many degrees of freedom more as the variance pooled over groups counts for."""
    values = np.random.default_rng(8).normal(size=(2, 12)) + np.arange(12)
    expected = stats.ttest_rel(*values).statistic
    found = compared_means(table_of((2, 12)), values.ravel(), np.ones(24))
    assert found.p == pytest.approx([2 * stats.t.sf(abs(expected), 11 + 4)] * 2)


def test_a_rate_that_is_rare_everywhere_but_in_one_group_is_seen():
    refused = np.zeros((60, 12))
    refused[0, :6] = 1
    refused[1:7, 3] = 1
    found = compared_rates(table_of((60, 12)), refused.ravel(), np.ones(720))
    assert found.adjusted == pytest.approx(refused.mean(axis=1))
    assert found.p[0] < 1e-6
    assert min(found.p[1:]) > 0.1
    shrunken = present(found.shrunken)
    low, high = shrunken.intervals[0]
    assert shrunken.mean < low < shrunken.values[0] < high
    # As uncertain as twelve responses at that rate, not as at the rare rate of the rest.
    value = shrunken.values[0]
    assert (high - low) / 2 > 1.5 * np.sqrt(value * (1 - value) / 12)


def test_the_p_of_a_rate_takes_every_template_at_its_own_chance():
    refused = np.zeros((9, 2))
    refused[:, 1] = 1
    refused[0] = (1, 0)
    found = compared_rates(table_of((9, 2)), refused.ravel(), np.ones(18))
    # One of two, like all others: the first group is no exception.
    assert found.p == pytest.approx([1.0] * 9)


def test_every_generation_is_a_trial_of_a_rate():
    refused = np.zeros((20, 3, 4))
    refused[0, :, :3] = 1
    found = compared_rates(table_of((20, 3), 4), refused.ravel(), np.ones(240))
    chance = 3.5 / 81
    assert found.p[0] == pytest.approx(2 * stats.binom.sf(8, 12, chance))


@pytest.mark.parametrize("compare", [compared_means, compared_rates])
def test_one_group_or_none_is_not_compared(compare):
    one = compare(table_of((1, 4)), np.array([0.0, 1, 0, 1]), np.ones(4))
    none = compare(table_of((2, 2)), np.zeros(4), np.zeros(4))
    assert one.shrunken is None
    assert one.p == none.p == []
    assert np.isnan(none.adjusted).all()
