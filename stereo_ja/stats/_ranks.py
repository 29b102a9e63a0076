"""Spearman's correlation of two measurements of the same prompts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stereo_ja.stats._correlation import Correlation, undefined
from stereo_ja.stats._rows import Rows

__all__ = ["RANK_DRAWS", "influence_of_spearman", "spearman"]

Floats = NDArray[np.float64]

RANK_DRAWS = 1_000
"""Most draws of the interval: each draw ranks anew, and they only say how lopsided it is."""
_AT_ONCE = 200


def spearman(x: Floats, y: Floats, rows: Rows, names: tuple[str, str] = ("x", "y")) -> Correlation:
    """Spearman's rho (mid-ranks for ties) of two vectors (n,); arguments as for ``pearson``.

    In each draw the drawn rows are ranked anew; at most RANK_DRAWS draws are used.
    """
    why = undefined(x, y, names)
    if why:
        return Correlation(len(x), None, None, why)
    value = float(np.clip(np.corrcoef(_midranks(x), _midranks(y))[0, 1], -1, 1))
    influence = influence_of_spearman(x, y)
    interval = rows.interval(value, spearman_drawn(x, y, rows), influence, (-1, 1))
    return Correlation(len(x), value, interval)


def spearman_drawn(x: Floats, y: Floats, rows: Rows) -> Floats:
    """Spearman's rho in the first draws; NaN in a draw in which x or y is constant."""
    levels = [np.unique(values, return_inverse=True)[1] for values in (x, y)]
    orders = [np.argsort(level, kind="stable") for level in levels]
    starts = [
        np.flatnonzero(np.diff(level[order], prepend=-1))
        for level, order in zip(levels, orders, strict=True)
    ]
    draws = min(len(rows.w_groups), RANK_DRAWS)
    found = []
    for first in range(0, draws, _AT_ONCE):
        weights = rows.weights(first, min(first + _AT_ONCE, draws))
        total = weights.sum(axis=1, keepdims=True)
        ranks, spreads = [], []
        for level, order, start in zip(levels, orders, starts, strict=True):
            held = np.add.reduceat(weights[:, order], start, axis=1)
            # A row drawn w times is w tied rows; ranks are taken from the middle of all rows.
            centred = np.cumsum(held, axis=1) - held / 2 - total / 2
            ranks.append(centred[:, level])
            spreads.append((held * centred**2).sum(axis=1))
        both = (weights * ranks[0] * ranks[1]).sum(axis=1)
        below = spreads[0] * spreads[1]
        found.append(
            np.divide(both, np.sqrt(below), out=np.full_like(both, np.nan), where=below > 0)
        )
    return np.concatenate(found)


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
