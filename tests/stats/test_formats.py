from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from stereo_ja.stats._formats import format_test
from tests.present import present

STRATA = np.repeat([0, 1, 2, 3], [3, 4, 3, 2])


def test_it_is_the_f_test_of_scipy_with_its_pooled_differences():
    means = np.random.default_rng(1).normal(size=12) + 0.8 * STRATA
    groups = [means[one == STRATA] for one in range(4)]
    expected = stats.f_oneway(*groups)
    found = present(format_test(means, STRATA))
    assert (found.f, found.p) == pytest.approx((expected.statistic, expected.pvalue))
    assert found.df == (3, 8)
    between = sum(len(one) * (one.mean() - means.mean()) ** 2 for one in groups)
    assert found.explained == pytest.approx(between / ((means - means.mean()) ** 2).sum())
    difference, error = found.pairs[0, 3]
    pooled = sum(((one - one.mean()) ** 2).sum() for one in groups) / 8
    assert difference == pytest.approx(groups[0].mean() - groups[3].mean())
    assert (error.error, error.df) == pytest.approx((np.sqrt(pooled * (1 / 3 + 1 / 2)), 8))
    assert list(found.pairs) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]


def test_of_two_formats_it_is_the_t_test():
    means = np.array([1.0, 2.0, 4.0, 3.0, 5.0, 9.0])
    strata = np.repeat([4, 7], 3)
    expected = stats.ttest_ind(means[:3], means[3:])
    found = present(format_test(means, strata))
    assert (found.f, found.p) == pytest.approx((expected.statistic**2, expected.pvalue))


def test_a_format_of_one_template_has_a_difference_all_the_same():
    found = present(format_test(np.array([1.0, 2.0, 4.0, 5.0, 3.0]), np.array([0, 0, 0, 0, 1])))
    assert found.df == (1, 3)
    assert found.pairs[0, 1][0] == pytest.approx(0)


@pytest.mark.parametrize(
    ("means", "strata"),
    [
        ([1.0, 2.0, 3.0, 4.0], [0, 0, 0, 0]),
        ([1.0, 2.0, 3.0, 4.0], [0, 0, 1, 1]),
        ([1.0, 1.0, 1.0, 2.0, 2.0, 2.0], [0, 0, 0, 1, 1, 1]),
        ([], []),
    ],
)
def test_too_few_or_alike_have_no_test(means, strata):
    assert format_test(np.array(means), np.array(strata)) is None


def test_it_is_false_in_one_of_twenty():
    rng = np.random.default_rng(9)
    found = [present(format_test(rng.normal(size=12), STRATA)).p < 0.05 for _ in range(3_000)]
    assert np.mean(found) == pytest.approx(0.05, abs=0.013)
