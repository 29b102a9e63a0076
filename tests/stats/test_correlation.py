from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from stereo_ja.stats._correlation import influence_of_pearson, pearson
from stereo_ja.stats._ranks import influence_of_spearman, spearman
from stereo_ja.stats._rows import Rows
from tests.present import present

GROUPS, TEMPLATES = 9, 5
FORMATS = np.repeat([0, 1, 2, 3], [3, 4, 3, 2])


@pytest.fixture
def data():
    """Two correlated vectors with ties over an incomplete table."""
    rng = np.random.default_rng(3)
    at = rng.permutation(GROUPS * TEMPLATES)[:38]
    x = rng.integers(0, 7, 38) / 7 + 100
    y = np.round(0.5 * x + rng.random(38), 1)
    return x, y, Rows(at // TEMPLATES, at % TEMPLATES, np.zeros(TEMPLATES))


def test_coefficients_are_those_of_scipy(data):
    x, y, rows = data
    assert pearson(x, y, rows).value == pytest.approx(stats.pearsonr(x, y)[0])
    assert spearman(x, y, rows).value == pytest.approx(stats.spearmanr(x, y)[0])
    assert pearson(x, y, rows).n == 38


def test_the_interval_is_that_of_the_influence_on_the_scale_of_fisher(data):
    x, y, rows = data
    for measure, influence in ((pearson, influence_of_pearson), (spearman, influence_of_spearman)):
        found = measure(x, y, rows)
        error = present(rows.error(influence(x, y)))
        value = present(found.value)
        half = stats.t.ppf(0.975, error.df) * error.error / (1 - value**2)
        ends = np.tanh(np.arctanh(value) + np.array([-half, half]))
        assert found.interval == pytest.approx(tuple(ends))


def test_means_that_differ_in_their_last_bits_are_ties():
    """0.1 + 0.2 + 0.3 and 0.3 + 0.2 + 0.1: the same generations in another order."""
    x = np.array([0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1, 0.1, 0.9, 0.5])
    y = np.array([0.7, 0.2, 0.1, 0.9, 0.6])
    assert x[0] != x[1]
    rows = Rows(np.arange(5), np.zeros(5, dtype=int), np.zeros(1))
    expected = stats.spearmanr(np.round(x, 12), y)[0]
    assert spearman(x, y, rows).value == pytest.approx(expected)
    assert expected != pytest.approx(stats.spearmanr(x, y)[0])
    assert spearman(np.array([x[0], x[1], x[0]]), y[:3], rows).why is not None


@pytest.mark.parametrize(
    ("measure", "influence"),
    [(stats.pearsonr, influence_of_pearson), (stats.spearmanr, influence_of_spearman)],
)
def test_the_influence_of_a_row_is_what_leaving_it_out_changes(measure, influence):
    rng = np.random.default_rng(4)
    x = np.round(2 * rng.normal(size=800))
    y = np.round(x + 2 * rng.normal(size=800))
    kept = [np.arange(800) != row for row in range(60)]
    without = np.array([measure(x[rows], y[rows])[0] for rows in kept])
    found = influence(x, y)
    assert found.sum() == pytest.approx(0, abs=1e-12)
    assert found[:60] == pytest.approx(measure(x, y)[0] - without, abs=5e-5)
    assert np.abs(found[:60]).max() > 1e-3


@pytest.mark.parametrize("measure", [pearson, spearman])
def test_intervals_of_crossed_data_cover_the_truth(measure):
    """Group and template effects that the runs share; the truth is that of a huge sample."""
    groups, templates = np.divmod(np.arange(60 * 12), 12)
    rng = np.random.default_rng(8)

    def sample(g, t, shape):
        shared = 0.6 * rng.normal(size=shape[0])[g] + 0.4 * rng.normal(size=shape[1])[t]
        return shared + rng.normal(size=len(g)), shared + rng.normal(size=len(g))

    truth = 0.52 / 1.52 if measure is pearson else 6 / np.pi * np.arcsin(0.52 / 1.52 / 2)
    covered = 0
    for _ in range(150):
        x, y = sample(groups, templates, (60, 12))
        low, high = measure(x, y, Rows(groups, templates, FORMATS)).interval
        covered += low <= truth <= high
    assert 0.9 <= covered / 150 <= 0.99


@pytest.mark.parametrize("measure", [pearson, spearman])
def test_a_constant_vector_has_no_correlation(data, measure):
    x, _, rows = data
    found = measure(x, np.full_like(x, 0.1), rows, ("left", "right"))
    assert (found.value, found.interval) == (None, None)
    assert found.why == "the values of right are the same on all 38 prompts"


def test_two_prompts_are_too_few():
    rows = Rows(np.array([0, 1]), np.array([0, 0]), np.zeros(1))
    found = pearson(np.array([0.0, 1.0]), np.array([0.0, 1.0]), rows)
    assert found.value is None
    assert "needs 3" in (found.why or "")
