from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from stereo_ja.stats._order import order
from stereo_ja.stats._rows import Rows
from tests.present import present

GROUPS, TEMPLATES = np.indices((20, 12)).reshape(2, -1)
ROWS = Rows(GROUPS, TEMPLATES, np.repeat([0, 1, 2, 3], [3, 4, 3, 2]))


def values(*shifts, noise=0.3):
    rng = np.random.default_rng(3)
    shared = rng.normal(size=len(GROUPS))
    return np.stack([shared + shift + noise * rng.normal(size=len(GROUPS)) for shift in shifts])


def test_runs_that_are_not_told_apart_share_a_rank():
    found = present(order(values(0.0, 0.01, 1.0), ROWS, lower=True, draws=4_000, seed=0))
    assert found.ranks == (1, 1, 3)
    assert found.chances[2] == (0.0, 0.0, 1.0)
    assert np.array(found.chances).sum(axis=0) == pytest.approx(1)
    assert np.array(found.chances).sum(axis=1) == pytest.approx(1)
    upside = present(order(values(0.0, 0.01, 1.0), ROWS, lower=False, draws=4_000, seed=0))
    assert upside.ranks == (2, 2, 1)


def test_the_chance_of_the_first_of_two_is_that_of_student():
    held = values(0.0, 0.03)
    error = present(ROWS.error_of_mean(held[0] - held[1]))
    gap = float((held[0] - held[1]).mean())
    found = present(order(held, ROWS, lower=True, draws=40_000, seed=1))
    assert found.chances[0][0] == pytest.approx(stats.t.cdf(-gap / error.error, error.df), abs=0.01)


def test_the_same_run_twice_has_either_rank_as_often():
    held = values(0.0)
    found = present(order(np.concatenate([held, held]), ROWS, lower=True, draws=4_000, seed=0))
    assert found.ranks == (1, 1)
    assert found.chances[0] == pytest.approx((0.5, 0.5), abs=0.03)


def test_too_few_groups_and_templates_are_not_ranked():
    few = ROWS.take(np.flatnonzero((GROUPS < 3) & (TEMPLATES < 3)))
    assert order(values(0.0, 1.0)[:, :9], few, lower=True, draws=9, seed=0) is None


def test_equal_runs_are_told_apart_in_one_of_twenty():
    rng = np.random.default_rng(5)
    apart = 0
    for _ in range(400):
        of_template = 0.2 * rng.normal(size=(3, 12))[:, TEMPLATES]
        of_group = 0.2 * rng.normal(size=(3, 20))[:, GROUPS]
        held = of_template + of_group + 0.3 * rng.normal(size=(3, len(GROUPS)))
        apart += present(order(held, ROWS, lower=True, draws=1, seed=0)).ranks != (1, 1, 1)
    assert apart / 400 <= 0.075
