"""Spearman's correlation of two measurements of the same prompts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stereo_ja.stats._correlation import Correlation, undefined
from stereo_ja.stats._interval import t_interval
from stereo_ja.stats._rows import Rows

__all__ = ["influence_of_spearman", "spearman"]

Floats = NDArray[np.float64]

_DIGITS = 12
"""Behind the point, in which values must differ to be ranked apart."""


def spearman(x: Floats, y: Floats, rows: Rows, names: tuple[str, str] = ("x", "y")) -> Correlation:
    """Spearman's rho (mid-ranks for ties) of two vectors (n,); arguments as for ``pearson``."""
    # Means of the same generations in another order differ in their last bits, and are ties.
    x, y = np.round(x, _DIGITS), np.round(y, _DIGITS)
    why = undefined(x, y, names)
    if why:
        return Correlation(len(x), None, None, why)
    value = float(np.clip(np.corrcoef(_midranks(x), _midranks(y))[0, 1], -1, 1))
    influence = influence_of_spearman(x, y)
    return Correlation(len(x), value, t_interval(value, rows.error(influence), (-1, 1)))


def influence_of_spearman(x: Floats, y: Floats) -> Floats:
    """What each row adds to the error of rho, (n,); sums to 0.

    rho is ``c / sqrt(vx * vy)``, where c, vx and vy are means of products of centred ranks. A row
    adds its own product and, because it shifts the ranks above it, the mean of the other factor
    over those rows (the projections of the U-statistics; Hoeffding, Annals of Mathematical
    Statistics 19, 1948).
    """
    n = len(x)
    u, v = ((_midranks(values) - (n + 1) / 2) / n for values in (x, y))
    vx, vy, c = (u * u).mean(), (v * v).mean(), (u * v).mean()
    of_c = u * v + _above(x, v) + _above(y, u)
    of_vx, of_vy = u * u + 2 * _above(x, u), v * v + 2 * _above(y, v)
    found = of_c / np.sqrt(vx * vy) - c / np.sqrt(vx * vy) * (of_vx / vx + of_vy / vy) / 2
    centred: Floats = (found - found.mean()) / n
    return centred


def _above(values: Floats, factor: Floats) -> Floats:
    """For each row the sum of ``factor`` over rows of larger value, and half over ties, by n."""
    level = np.unique(values, return_inverse=True)[1]
    held = np.bincount(level, factor)
    above: Floats = (held.sum() - np.cumsum(held) + held / 2)[level] / len(values)
    return above


def _midranks(values: Floats) -> Floats:
    _, level, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks: Floats = (np.cumsum(counts) - (counts - 1) / 2)[level]
    return ranks
