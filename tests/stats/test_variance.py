from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.formula.api import ols

from stereo_ja.stats._design import Over
from stereo_ja.stats._variance import Cells, Spread, influence_of_ratio, spread, t_test
from tests.present import present

BOTH: Over = "groups and templates"


def cells(values, strata, bottom=None, scale=None):
    weights = np.ones_like(values, dtype=float) if bottom is None else bottom
    return Cells(influence_of_ratio(values, weights), weights, np.array(strata), scale)


@pytest.fixture
def full():
    """9 groups x 7 templates in formats of 2, 2 and 3, with effects of all of them."""
    rng = np.random.default_rng(7)
    strata = np.repeat([0, 1, 2], [2, 2, 3])
    values = rng.normal(size=(9, 1)) + 0.5 * rng.normal(size=7) + np.array([0, 3, -2])[strata]
    return values + rng.normal(size=(9, 7)), strata


def squares(values, strata):
    """Sums of squares by statsmodels: groups, templates within formats, and the rest."""
    groups, templates = np.indices(values.shape)
    frame = pd.DataFrame({"y": values.ravel(), "g": groups.ravel(), "t": templates.ravel()})
    frame["f"] = strata[frame.t]

    def left(model):
        return ols(f"y ~ {model}", frame).fit().ssr

    rest = left("C(f) * C(g) + C(t)")
    return left("1") - left("C(g)"), left("C(f) * C(g)") - rest, rest


def test_over_both_it_is_the_analysis_of_variance_with_fixed_formats(full):
    values, strata = full
    sums = [one / df for one, df in zip(squares(values, strata), (8, 4, 32), strict=True)]
    found = present(spread(cells(values, strata), BOTH))
    variance = sums[0] + sums[1] - sums[2]
    assert found.error**2 * values.size == pytest.approx(variance)
    df = variance**2 / sum(one**2 / n for one, n in zip(sums, (8, 4, 32), strict=True))
    assert found.df == pytest.approx(max(df, 4))


def test_what_formats_differ_by_does_not_count(full):
    values, strata = full
    shifted = values + 100 * np.array([1.0, -1.0, 5.0])[strata]
    found = present(spread(cells(values, strata), "templates"))
    assert present(spread(cells(shifted, strata), "templates")).error == pytest.approx(found.error)
    assert found.df == pytest.approx(4)
    loose = present(spread(cells(shifted, np.zeros(7)), "templates"))
    assert loose.error > 20 * found.error


def test_over_groups_it_is_the_clustered_error_whatever_the_templates():
    top = np.array([[1.0, 0.0, 2.0], [0.0, 3.0, 0.0], [4.0, 1.0, 1.0]])
    bottom = np.array([[1.0, 0.0, 2.0], [1.0, 4.0, 1.0], [4.0, 2.0, 1.0]])
    # 12 of 16: residual sums of the groups are 3 - 3/4 * 3, 3 - 3/4 * 6, 6 - 3/4 * 7.
    by_hand = 3 / 2 * (0.75**2 + 1.5**2 + 0.75**2) / 16**2
    found = present(spread(cells(top, [0, 0, 1], bottom), "groups"))
    assert found.error**2 == pytest.approx(by_hand)
    assert found.df == pytest.approx(16**2 / (9 + 36 + 49) - 1)


def test_a_format_of_one_template_is_lent_the_spread_of_the_others():
    values = np.array([[1.0, 3.0, 7.0]])
    # The pair has variance 2; the mean of three such templates that of 3 * 2 / 9.
    found = present(spread(cells(values, [0, 0, 1]), "templates"))
    assert found.error**2 == pytest.approx(3 * 2 / 9)
    assert found.df == pytest.approx(1)
    assert spread(cells(values, [0, 1, 2]), "templates") is None


def test_uneven_templates_weigh_as_they_count():
    """Templates of 1 and 3 prompts: unbiased for one variance of template means."""
    rng = np.random.default_rng(3)
    bottom = np.array([[1.0, 3.0, 2.0, 2.0, 5.0]])
    strata = np.array([0, 0, 1, 1, 1])
    found = []
    for _ in range(4_000):
        means = rng.normal(size=5)
        # About the true mean of 0, so that the linearisation adds nothing of its own.
        influence = bottom * means / bottom.sum()
        found.append(present(spread(Cells(influence, bottom, strata), "templates")).error ** 2)
    assert np.mean(found) == pytest.approx((bottom**2).sum() / bottom.sum() ** 2, rel=0.05)


def test_a_format_that_moves_less_does_not_make_the_others_look_steady():
    rng = np.random.default_rng(4)
    strata = np.repeat([0, 1], [5, 2])
    scale = np.array([0.1, 1.0])[strata]
    means = scale * rng.normal(size=(4_000, 7))
    found = [present(spread(cells(one[None], strata, scale=scale), "templates")).error ** 2
             for one in means]  # fmt: skip
    assert np.mean(found) == pytest.approx((scale**2).sum() / 49, rel=0.06)
    plain = [present(spread(cells(one[None], strata), "templates")).error ** 2 for one in means]
    assert np.mean(plain) < 0.8 * (scale**2).sum() / 49


def test_where_nothing_but_chance_varies_half_of_it_is_left_at_least():
    """A chessboard: all groups and templates have the mean 1/2, and so do groups in formats."""
    values, strata = np.indices((4, 8)).sum(axis=0) % 2, np.repeat([0, 1], 4)
    found = present(spread(cells(values, strata), BOTH))
    # 32 cells of 1/4 each, of (4 - 1) * (8 - 2) degrees of freedom.
    assert found.error**2 == pytest.approx(32 / 4 / 18 / 32 / 2)
    # Only half of the variance of 18 degrees of freedom is used: (1/2)**2 * 18.
    assert found.df == pytest.approx(4.5)


def test_missing_cells_leave_the_variance_about_right():
    """A third of the prompts refused at random: the same truth, by simulation."""
    rng = np.random.default_rng(5)
    strata = np.repeat([0, 1, 2, 3], [3, 4, 3, 2])
    means, errors = [], []
    for _ in range(600):
        values = 0.2 * rng.normal(size=(60, 1)) + 0.1 * rng.normal(size=12)
        values = values + 0.3 * rng.normal(size=(60, 12))
        bottom = (rng.random(values.shape) > 1 / 3).astype(float)
        means.append((values * bottom).sum() / bottom.sum())
        errors.append(present(spread(cells(values * bottom, strata, bottom), BOTH)).error ** 2)
    assert np.mean(errors) == pytest.approx(np.var(means), rel=0.15)


@pytest.mark.parametrize(("shape", "over"), [((1, 5), "groups"), ((1, 5), BOTH), ((5, 1), BOTH)])
def test_one_of_what_is_drawn_anew_says_nothing(shape, over):
    values = np.arange(5.0).reshape(shape)
    assert spread(cells(values, np.zeros(shape[1])), over) is None


def test_the_p_is_that_of_student():
    from scipy import stats

    assert t_test(-1.3, Spread(0.5, 7.2)) == pytest.approx(2 * stats.t.sf(2.6, 7.2))
    assert t_test(1.0, None) is None
    assert t_test(0.0, Spread(0.0, 7.0)) is None
    assert t_test(0.3, Spread(1e-17, 7.0)) == 0
