from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from scipy.special import expit, logit

from stereo_ja.stats._interval import t_interval
from stereo_ja.stats._variance import Spread
from tests.present import present


def test_without_ends_it_is_that_of_student():
    values = np.random.default_rng(1).normal(size=9)
    expected = stats.t.interval(0.95, 8, values.mean(), stats.sem(values))
    found = t_interval(float(values.mean()), Spread(float(stats.sem(values)), 8))
    assert found == pytest.approx(expected)


def test_one_end_cuts_it():
    assert present(t_interval(0.5, Spread(1.0, 8), (0.0, np.inf)))[0] == 0.0
    assert present(t_interval(0.5, Spread(1.0, 8), (0.0, np.inf)))[1] > 2.5


def test_between_two_ends_it_is_symmetric_on_the_logit():
    low, high = present(t_interval(0.02, Spread(0.012, 8), (0.0, 1.0)))
    half = stats.t.ppf(0.975, 8) * 0.012 / (0.02 * 0.98)
    assert (low, high) == pytest.approx((expit(logit(0.02) - half), expit(logit(0.02) + half)))
    assert 0 < low < 0.02 < high
    assert high - 0.02 > 0.02 - low


def test_a_correlation_has_the_interval_of_fisher():
    r, error = 0.8, 0.05
    half = stats.t.ppf(0.975, 30) * error / (1 - r * r)
    found = t_interval(r, Spread(error, 30), (-1.0, 1.0))
    assert found == pytest.approx((np.tanh(np.arctanh(r) - half), np.tanh(np.arctanh(r) + half)))


def test_an_enormous_error_stays_within_the_ends():
    low, high = present(t_interval(1e-9, Spread(0.4, 1.0), (0.0, 1.0)))
    assert (low, high) == pytest.approx((0, 1))


@pytest.mark.parametrize("error", [None, Spread(0.0, 8), Spread(1e-17, 8)])
def test_without_an_error_there_is_none(error):
    assert t_interval(0.3, error, (0.0, 1.0)) is None
