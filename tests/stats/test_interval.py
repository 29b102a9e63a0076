from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from stereo_ja.metrics import clustered_standard_error
from stereo_ja.stats._interval import mean_interval, mean_intervals
from stereo_ja.stats._variance import Over, influence_of_ratio, spread
from tests.present import present

OVERS: tuple[Over, ...] = ("groups", "templates", "groups and templates")


def crossed(rng, groups, templates, *, of_group=0.2, of_template=0.1, noise=0.3):
    """Group + template + noise around 0; (groups, templates)."""
    effects = of_group * rng.normal(size=(groups, 1)) + of_template * rng.normal(size=templates)
    return effects + noise * rng.normal(size=(groups, templates))


@pytest.fixture
def uneven():
    """Numerators and denominators of 9 x 5 cells of 0 to 3 responses; one group has none."""
    rng = np.random.default_rng(7)
    bottom = rng.integers(0, 4, (9, 5)).astype(float)
    bottom[4] = 0
    return bottom * (crossed(rng, 9, 5) + 1), bottom


def test_over_groups_the_error_is_the_clustered_standard_error(uneven):
    top, bottom = uneven
    influence = influence_of_ratio(top, bottom)
    for over, tables in zip(OVERS[:2], ((top, bottom), (top.T, bottom.T)), strict=True):
        rows = [
            (str(cluster), float(numerator), float(denominator))
            for cluster, pair in enumerate(zip(*tables, strict=True))
            for numerator, denominator in zip(*pair, strict=True)
            if denominator
        ]
        expected = clustered_standard_error(rows)
        assert present(spread(influence, bottom, over)).error == pytest.approx(expected)


def test_full_cells_over_both_have_the_error_of_the_two_way_layout():
    """(MS group + MS template - MS interaction) / cells, mean squares worked out by hand."""
    values = np.array([[1.0, 4.0, 1.0], [3.0, 6.0, 6.0], [8.0, 11.0, 11.0], [4.0, 7.0, 6.0]])
    ones = np.ones((4, 3))
    # Group means 2, 5, 10, 17/3; template means 4, 7, 6; mean 17/3.
    ms_group = 3 * ((11 / 3) ** 2 + (2 / 3) ** 2 + (13 / 3) ** 2) / 3
    ms_template = 4 * ((5 / 3) ** 2 + (4 / 3) ** 2 + (1 / 3) ** 2) / 2
    total = (values**2).sum() - 12 * (17 / 3) ** 2
    ms_rest = (total - 3 * ms_group - 2 * ms_template) / 6
    found = present(spread(influence_of_ratio(values, ones), ones, "groups and templates"))
    assert found.error**2 == pytest.approx((ms_group + ms_template - ms_rest) / 12)
    parts = ((ms_group, 3), (ms_template, 2), (ms_rest, 6))
    satterthwaite = (12 * found.error**2) ** 2 / sum(ms**2 / df for ms, df in parts)
    assert found.df == pytest.approx(satterthwaite)


def test_an_effect_smaller_than_chance_leaves_the_error_of_the_interaction():
    """A chessboard: all groups and templates have the mean 1/2; MS interaction is 16 / 4 / 9.

    With one group lifted, that of the groups.
    """
    values, ones = np.indices((4, 4)).sum(axis=0) % 2, np.ones((4, 4))
    found = present(spread(influence_of_ratio(values, ones), ones, "groups and templates"))
    assert (found.error**2, found.df) == pytest.approx((16 / 4 / 9 / 16, 9))
    lifted = influence_of_ratio(values + 9 * np.eye(4)[:, :1], ones)
    assert spread(lifted, ones, OVERS[2]) == spread(lifted, ones, "groups")


@pytest.mark.parametrize("over", OVERS[:2])
def test_the_interval_is_as_wide_as_that_of_student(over):
    """That of the means of the groups, or of the templates."""
    values = crossed(np.random.default_rng(1), 9, 6)
    means = values.mean(axis=1 if over == "groups" else 0)
    expected = stats.t.interval(0.95, len(means) - 1, means.mean(), stats.sem(means))
    low, high = present(mean_interval(values, np.ones_like(values), over=over, draws=500))
    assert high - low == pytest.approx(expected[1] - expected[0])
    assert low < values.mean() < high


def test_a_skewed_metric_has_the_longer_arm_on_its_long_side():
    values = np.zeros((40, 6))
    values[:3] = 1
    low, high = present(mean_interval(values, np.ones_like(values), over="groups", draws=2000))
    assert high - values.mean() > 1.1 * (values.mean() - low)


def test_an_interval_does_not_pass_the_limits_of_its_metric():
    values = np.zeros((6, 4))
    values[0, :3] = 1
    free = present(mean_interval(values, np.ones_like(values), draws=500))
    assert free[1] > 0.3
    held = mean_interval(values, np.ones_like(values), limits=(0.1, 0.3), draws=500)
    assert held == (0.1, 0.3)


@pytest.mark.parametrize(
    ("shape", "over"),
    [
        ((1, 5), "groups"),
        ((5, 1), "templates"),
        ((1, 5), "groups and templates"),
        ((5, 1), "groups and templates"),
    ],
)
def test_one_of_what_is_drawn_anew_has_no_interval(shape, over):
    values = np.arange(5.0).reshape(shape)
    assert mean_interval(values, np.ones(shape), over=over, draws=50) is None


@pytest.mark.parametrize("over", OVERS)
def test_without_variation_or_responses_there_is_no_interval(over):
    ones = np.ones((5, 4))
    assert mean_interval(0.3 * ones, ones, over=over, draws=50) is None
    assert mean_interval(0 * ones, 0 * ones, over=over, draws=50) is None


@pytest.mark.parametrize("over", OVERS)
def test_several_metrics_at_once_have_the_intervals_of_each_alone(uneven, over):
    top, bottom = uneven
    pairs = ((top, bottom), (top**2, bottom), (0 * top, 0 * bottom))
    tops, bottoms = zip(*pairs, strict=True)
    limits = [(-np.inf, np.inf)] * 3
    together = mean_intervals(tops, bottoms, over=over, limits=limits, draws=200, seed=3)
    assert together == [mean_interval(t, b, over=over, draws=200, seed=3) for t, b in pairs]
    assert None not in together[:2]


@pytest.mark.parametrize("groups", [8, 60])
@pytest.mark.parametrize("over", ["groups", "groups and templates"])
def test_ninety_five_of_a_hundred_intervals_hold_the_truth(groups, over):
    rng = np.random.default_rng(11)
    ones, held = np.ones((groups, 12)), 0
    for n in range(800):
        templates = 0.1 * rng.normal(size=12)
        values = crossed(rng, groups, 12, of_template=0) + templates
        truth = templates.mean() if over == "groups" else 0
        low, high = present(mean_interval(values, ones, over=over, draws=200, seed=n))
        held += low <= truth <= high
    assert 0.92 <= held / 800 <= 0.98
