from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.meta_analysis import combine_effects
from statsmodels.stats.proportion import proportion_confint

from stereo_ja.stats._expected_max import expected_max
from stereo_ja.stats._poisson_binomial import poisson_binomial_p
from stereo_ja.stats._shrink import shrink
from stereo_ja.stats._wilson import wilson
from tests.present import present


@pytest.mark.parametrize(("hits", "n"), [(0, 12), (1, 12), (439, 3609), (12, 12), (5, 7)])
def test_wilson_is_that_of_statsmodels(hits, n):
    assert wilson(hits, n) == pytest.approx(proportion_confint(hits, n, method="wilson"))
    assert wilson(0, 0) is None


@pytest.mark.parametrize("k", [1, 2, 3, 4, 5])
def test_expected_max_is_the_mean_over_every_choice(k):
    values = [0.1, 0.9, 0.4, 0.4, 0.25]
    expected = np.mean([max(some) for some in combinations(values, k)])
    assert expected_max(values, k) == pytest.approx(expected)


def test_expected_max_of_hundreds_is_stable_and_of_too_few_is_none():
    values = list(np.linspace(0, 1, 600))
    assert expected_max(values, 600) == pytest.approx(1.0)
    assert expected_max(values, 1) == pytest.approx(0.5)
    assert present(expected_max(values, 300)) < 1.0
    assert expected_max([0.5], 2) is None


def test_shrinking_by_hand():
    """Equal variances of 1: the spread of (0, 2, 4) beyond noise is 4 - 1."""
    found = present(shrink(np.array([0.0, 2.0, 4.0]), np.ones(3)))
    assert found.mean == 2
    assert found.between == pytest.approx(np.sqrt(3))
    assert found.values == pytest.approx([0.5, 2, 3.5])
    assert found.reliability == pytest.approx(3 / 4)
    # 3/4 is kept; the mean of three has variance 4/3, the variance between 2 * 3 * 4**2 / 2**2.
    spread = 3 / 4 * 1 + (1 / 4) ** 2 * 4 / 3 + 2**2 * (1 / 4**2) ** 2 * 24
    half = 1.959963984540054 * np.sqrt(spread)
    assert found.intervals[0] == pytest.approx((0.5 - half, 0.5 + half))
    wider = present(shrink(np.array([0.0, 2.0, 4.0]), np.ones(3), lambda values: 1 + values))
    assert wider.values == pytest.approx(found.values)
    half = 1.959963984540054 * np.sqrt(spread + 3 / 4 * 0.5)
    assert wider.intervals[0] == pytest.approx((0.5 - half, 0.5 + half))
    assert shrink(np.array([1.0]), np.ones(1)) is None


def test_the_spread_between_is_that_of_dersimonian_and_laird_in_statsmodels():
    rng = np.random.default_rng(5)
    variances = rng.uniform(0.01, 0.2, 25)
    estimates = rng.normal(0.4, 0.3, 25) + rng.normal(size=25) * np.sqrt(variances)
    expected = combine_effects(estimates, variances, method_re="chi2").tau2
    assert present(shrink(estimates, variances)).between ** 2 == pytest.approx(expected)


def test_shrunken_intervals_cover_the_truth_and_nothing_but_noise_shrinks_to_the_mean():
    rng = np.random.default_rng(0)
    covered = []
    for _ in range(200):
        truth = rng.normal(0.5, 0.1, 100)
        found = present(shrink(truth + rng.normal(0, 0.1, 100), np.full(100, 0.01)))
        covered += [a <= value <= b for (a, b), value in zip(found.intervals, truth, strict=True)]
    assert 0.92 < np.mean(covered) < 0.98
    flat = present(shrink(np.full(10, 0.3) + rng.normal(0, 1e-6, 10), np.full(10, 0.01)))
    assert flat.between == 0
    assert flat.values == pytest.approx(np.full(10, flat.mean))
    # No more is known of the common value than ten estimates tell.
    assert flat.intervals[0][1] - flat.mean == pytest.approx(1.96 * np.sqrt(0.01 / 10), rel=1e-3)


def test_poisson_binomial_is_the_binomial_for_equal_chances_far_into_the_tails():
    counts = np.array([0, 1, 4, 9, 12])
    found = poisson_binomial_p(counts, np.full((5, 12), 0.02))
    tails = stats.binom.cdf(counts, 12, 0.02), stats.binom.sf(counts - 1, 12, 0.02)
    assert found == pytest.approx(np.minimum(1, 2 * np.minimum(*tails)), rel=1e-9)
    assert 0 < found[-1] < 1e-19


def test_poisson_binomial_is_the_sum_over_every_outcome_and_skips_absent_trials():
    chances = np.array([0.1, 0.5, 0.0, 0.7, 0.25])
    outcomes = list(product((0, 1), repeat=5))
    mass = [np.prod(np.where(one, chances, 1 - chances)) for one in outcomes]
    for count in range(5):
        below = sum(m for one, m in zip(outcomes, mass, strict=True) if sum(one) <= count)
        above = sum(m for one, m in zip(outcomes, mass, strict=True) if sum(one) >= count)
        (found,) = poisson_binomial_p(np.array([count]), chances[None])
        assert found == pytest.approx(min(1, 2 * min(below, above)))
