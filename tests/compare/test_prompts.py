"""What a prompt does to the value of the whole."""

from __future__ import annotations

import numpy as np
import pytest

from stereo_ja.compare._prompts import Prompts


def prompts(top: list[float], bottom: list[float]) -> Prompts:
    n = len(top)
    zeros = np.zeros(n, dtype=int)
    nothing = np.full((1, n), np.nan)
    return Prompts(
        (), (), zeros, (("g", "g"),), zeros, zeros[:1],
        {"m": np.array([top])}, {"m": np.array([bottom])},
        {"m": nothing}, nothing,
    )  # fmt: skip


def test_shares_are_the_linearised_ratio():
    """By hand: 3 / 8 in all; a prompt's share is 3/8 + 3/8 * (numerator - 3/8 * denominator)."""
    found = prompts([1, 0, 2, 5], [2, 2, 4, 0]).common("m", [0])
    assert list(found.at) == [0, 1, 2]
    assert found.values[0] == pytest.approx([0.5, 0.0, 0.5])
    assert found.shares[0] == pytest.approx([0.46875, 0.09375, 0.5625])
    assert found.shares[0].mean() == pytest.approx(3 / 8)


def test_shares_do_not_change_when_everything_is_counted_twice():
    once, twice = (prompts([k, 0, 2 * k], [2 * k, k, 4 * k]).common("m", [0]) for k in (1, 2))
    assert twice.shares == pytest.approx(once.shares)


def test_with_equal_denominators_a_share_is_the_value():
    found = prompts([1, 0, 2], [3, 3, 3]).common("m", [0])
    assert found.shares == pytest.approx(found.values)
