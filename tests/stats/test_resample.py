from __future__ import annotations

import numpy as np
import pytest

from stereo_ja.stats import _resample
from stereo_ja.stats._resample import (
    crossed_weights,
    group_weights,
    percentile_interval,
    ratio_interval,
    resampled_sums,
)

GROUPS, TEMPLATES, DRAWS = 7, 4, 50


@pytest.fixture
def cells():
    """Three tables, a third of the cells of each empty."""
    rng = np.random.default_rng(5)
    values = rng.normal(size=(3, GROUPS, TEMPLATES))
    return np.where(rng.random(values.shape) < 1 / 3, 0.0, values)


def looped(table, w_groups, w_templates):
    """Sums of one table, cell by cell."""
    found = []
    for draw in range(DRAWS):
        total = 0.0
        for group in range(GROUPS):
            for template in range(TEMPLATES):
                times = w_groups[draw][group]
                times *= 1 if w_templates is None else w_templates[draw][template]
                total += times * table[group][template]
        found.append(total)
    return found


@pytest.mark.parametrize("crossed", [False, True])
@pytest.mark.parametrize("at_once", [4_000_000, 1])
def test_sums_are_those_of_a_plain_loop(cells, crossed, at_once, monkeypatch):
    """However many tables are taken at once."""
    monkeypatch.setattr(_resample, "_AT_ONCE", at_once)
    w_groups, drawn = crossed_weights(GROUPS, TEMPLATES, draws=DRAWS, seed=1)
    w_templates = drawn if crossed else None
    found = resampled_sums(cells, w_groups, w_templates)
    assert found.shape == (3, DRAWS)
    assert found == pytest.approx(np.array([looped(t, w_groups, w_templates) for t in cells]))
    assert resampled_sums(cells[0], w_groups, w_templates) == pytest.approx(found[0])


@pytest.mark.parametrize("crossed", [False, True])
def test_the_interval_of_a_ratio_is_that_of_a_plain_loop_with_empty_cells(cells, crossed):
    bottom = (cells[0] != 0).astype(float)
    w_groups, drawn = crossed_weights(GROUPS, TEMPLATES, draws=DRAWS, seed=2)
    w_templates = drawn if crossed else None
    tops = looped(cells[0], w_groups, w_templates)
    bottoms = looped(bottom, w_groups, w_templates)
    ratios = [top / bottom for top, bottom in zip(tops, bottoms, strict=True) if bottom]
    expected = np.percentile(ratios, [2.5, 97.5])
    found = ratio_interval(cells[0], bottom, draws=DRAWS, seed=2, crossed=crossed)
    assert found == pytest.approx(tuple(expected))


def test_as_many_are_drawn_as_there_are():
    w_groups, w_templates = crossed_weights(GROUPS, TEMPLATES, draws=DRAWS)
    assert w_groups.shape == (DRAWS, GROUPS)
    assert w_templates.shape == (DRAWS, TEMPLATES)
    assert set(w_groups.sum(axis=1)) == {GROUPS}
    assert set(w_templates.sum(axis=1)) == {TEMPLATES}


def test_each_is_drawn_equally_often_and_apart_from_the_other_axis():
    w_groups, w_templates = crossed_weights(5, 5, draws=20_000, seed=3)
    assert w_groups.mean(axis=0) == pytest.approx(1, abs=0.03)
    # Multinomial: each count has variance n * 1/n * (1 - 1/n).
    assert w_groups.var(axis=0) == pytest.approx(0.8, rel=0.05)
    between = np.corrcoef(w_groups.T, w_templates.T)[:5, 5:]
    assert between == pytest.approx(0, abs=0.03)


def test_a_seed_gives_the_same_draws_each_time_and_another_seed_others():
    first = group_weights(GROUPS, draws=DRAWS, seed=4).copy()
    _resample._weights.cache_clear()
    assert (group_weights(GROUPS, draws=DRAWS, seed=4) == first).all()
    assert (crossed_weights(GROUPS, TEMPLATES, draws=DRAWS, seed=4)[0] == first).all()
    assert (group_weights(GROUPS, draws=DRAWS, seed=5) != first).any()


def test_nobody_changes_draws_that_serve_others():
    with pytest.raises(ValueError, match="read-only"):
        group_weights(GROUPS, draws=DRAWS)[0, 0] = 9


@pytest.mark.parametrize(("groups", "templates", "draws"), [(0, 3, 5), (3, 0, 5), (3, 3, 0)])
def test_nothing_to_draw_from_is_refused(groups, templates, draws):
    with pytest.raises(ValueError, match="at least 1"):
        crossed_weights(groups, templates, draws=draws)


def test_draws_without_a_value_are_left_out():
    drawn = np.array([np.nan, *range(101), np.nan])
    assert percentile_interval(drawn) == pytest.approx((2.5, 97.5))
    assert percentile_interval(np.full(3, np.nan)) is None
    assert ratio_interval(np.zeros((3, 2)), np.zeros((3, 2)), draws=9) is None
