from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from stereo_ja.stats._correlation import influence_of_pearson, pearson, pearson_drawn
from stereo_ja.stats._ranks import influence_of_spearman, spearman, spearman_drawn
from stereo_ja.stats._rows import Rows, draw_rows

GROUPS, TEMPLATES, DRAWS = 9, 5, 60


@pytest.fixture
def data():
    """Two correlated vectors with ties over an incomplete table, and the draws."""
    rng = np.random.default_rng(3)
    at = rng.permutation(GROUPS * TEMPLATES)[:38]
    x = rng.integers(0, 7, 38) / 7 + 100
    y = np.round(0.5 * x + rng.random(38), 1)
    return x, y, draw_rows(at // TEMPLATES, at % TEMPLATES, draws=DRAWS, seed=1)


def looped(measure, x, y, rows):
    """The rows of each draw written out, each as often as it was drawn."""
    found = []
    for group, template in zip(rows.w_groups, rows.w_templates, strict=True):
        times = (group[rows.groups] * template[rows.templates]).astype(int)
        found.append(measure(np.repeat(x, times), np.repeat(y, times))[0])
    return np.array(found)


def test_coefficients_are_those_of_scipy(data):
    x, y, drawn = data
    assert pearson(x, y, drawn).value == pytest.approx(stats.pearsonr(x, y)[0])
    assert spearman(x, y, drawn).value == pytest.approx(stats.spearmanr(x, y)[0])
    assert pearson(x, y, drawn).n == 38


def test_draws_are_those_of_a_plain_loop(data):
    """Spearman's with ranks taken anew in every draw."""
    x, y, rows = data
    third = np.sin(x + 3 * y)
    found = pearson_drawn(np.stack([x, y, third]), rows)
    assert found[0, 1] == pytest.approx(looped(stats.pearsonr, *data))
    assert found[2, 1] == pytest.approx(looped(stats.pearsonr, y, third, rows))
    assert spearman_drawn(*data) == pytest.approx(looped(stats.spearmanr, *data))


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
    for seed in range(150):
        x, y = sample(groups, templates, (60, 12))
        low, high = measure(x, y, draw_rows(groups, templates, draws=200, seed=seed)).interval
        covered += low <= truth <= high
    assert 0.9 <= covered / 150 <= 0.99


@pytest.mark.parametrize("measure", [pearson, spearman])
def test_a_constant_vector_has_no_correlation(data, measure):
    x, _, drawn = data
    found = measure(x, np.full_like(x, 0.1), drawn, ("left", "right"))
    assert (found.value, found.interval) == (None, None)
    assert found.why == "the values of right are the same on all 38 prompts"


def test_a_draw_in_which_a_vector_is_constant_has_no_value():
    x, y = np.array([0.0, 0.0, 1.0, 2.0]), np.array([0.0, 0.0, 2.0, 1.0])
    weights = np.array([[2.0, 0.0], [1.0, 1.0]])
    rows = Rows(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1]), weights, np.ones((2, 2)))
    for first, second in (pearson_drawn(np.stack([x, y]), rows)[0, 1], spearman_drawn(x, y, rows)):
        assert np.isnan(first)
        assert 0 < second < 1


def test_two_prompts_are_too_few():
    rows = draw_rows(np.array([0, 1]), np.array([0, 0]), draws=1, seed=0)
    found = pearson(np.array([0.0, 1.0]), np.array([0.0, 1.0]), rows)
    assert found.value is None
    assert "needs 3" in (found.why or "")
