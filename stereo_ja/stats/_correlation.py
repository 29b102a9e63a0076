"""Correlation of two measurements of the same prompts, with bootstrap intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stereo_ja.stats._resample import Interval, percentile_interval, resampled_sums

__all__ = ["RANK_DRAWS", "Correlation", "Resampling", "pearson", "pearson_drawn", "spearman"]

Floats = NDArray[np.float64]

RANK_DRAWS = 2_000
"""Most draws of a rank correlation's interval, because each draw ranks anew."""
_AT_ONCE = 200


@dataclass(frozen=True)
class Resampling:
    """Which group and template each row belongs to, and how often each was drawn."""

    groups: NDArray[Any]
    """(n,) row of ``w_groups`` that each of the n measurements belongs to."""
    templates: NDArray[Any]
    """(n,) likewise for ``w_templates``."""
    w_groups: Floats
    """(draws, groups)."""
    w_templates: Floats | None
    """(draws, templates); None when only groups are drawn."""

    def cells(self, values: Floats) -> Floats:
        """Sums of ``values`` (..., n) within each group and template: (..., groups, templates)."""
        columns = int(self.templates.max(initial=0)) + 1
        if self.w_templates is not None:
            columns = self.w_templates.shape[1]
        rows = self.w_groups.shape[1]
        flat = np.zeros((*values.shape[:-1], rows * columns))
        np.add.at(flat, (..., self.groups * columns + self.templates), values)
        return flat.reshape(*values.shape[:-1], rows, columns)

    def sums(self, values: Floats) -> Floats:
        """Sums of ``values`` (..., n) in each draw: (..., draws)."""
        return resampled_sums(self.cells(values), self.w_groups, self.w_templates)

    def weights(self, draws: slice) -> Floats:
        """How often each row was drawn: (draws, n)."""
        found = self.w_groups[draws][:, self.groups]
        if self.w_templates is not None:
            found = found * self.w_templates[draws][:, self.templates]
        return found


@dataclass(frozen=True)
class Correlation:
    """A correlation coefficient and its 95 % interval."""

    n: int
    """Rows in which both were measured."""
    value: float | None
    """In [-1, 1]; None where ``why`` says so."""
    interval: Interval | None
    """Percentiles of the drawn coefficients; None without a value or a spread of draws."""
    why: str | None = None
    """Why there is no value."""


def pearson(
    x: Floats, y: Floats, drawn: Resampling, names: tuple[str, str] = ("x", "y")
) -> Correlation:
    """Pearson's r of two vectors (n,), resampled by groups or by groups and templates.

    Args:
        x: One value a row.
        y: Likewise.
        drawn: The draws of these rows.
        names: What the two are called where a value is missing.
    """
    why = _undefined(x, y, names)
    if why:
        return Correlation(len(x), None, None, why)
    value = _bounded(np.corrcoef(x, y)[0, 1])
    return Correlation(len(x), value, percentile_interval(pearson_drawn(x, y, drawn)))


def pearson_drawn(x: Floats, y: Floats, drawn: Resampling) -> Floats:
    """Pearson's r in each draw, (draws,); NaN in a draw in which x or y is constant."""
    # Centred, so that no digits are lost when sums of squares are subtracted.
    x, y = x - x.mean(), y - y.mean()
    n, sx, sy, sxx, syy, sxy = drawn.sums(np.stack([np.ones_like(x), x, y, x * x, y * y, x * y]))
    with np.errstate(invalid="ignore", divide="ignore"):
        vx, vy = sxx - sx**2 / n, syy - sy**2 / n
        r = (sxy - sx * sy / n) / np.sqrt(vx * vy)
    constant = ~((vx > 1e-12 * x.var() * n) & (vy > 1e-12 * y.var() * n))
    return np.where(constant, np.nan, np.clip(r, -1, 1))


def spearman(
    x: Floats, y: Floats, drawn: Resampling, names: tuple[str, str] = ("x", "y")
) -> Correlation:
    """Spearman's rho (mid-ranks for ties) of two vectors (n,); arguments as for ``pearson``.

    In each draw the drawn rows are ranked anew; at most RANK_DRAWS draws are used.
    """
    why = _undefined(x, y, names)
    if why:
        return Correlation(len(x), None, None, why)
    value = _bounded(np.corrcoef(_midranks(x), _midranks(y))[0, 1])
    return Correlation(len(x), value, percentile_interval(_spearman_drawn(x, y, drawn)))


def _midranks(values: Floats) -> Floats:
    from scipy.stats import rankdata

    found: Floats = rankdata(values)
    return found


def _spearman_drawn(x: Floats, y: Floats, drawn: Resampling) -> Floats:
    levels = [np.unique(values, return_inverse=True)[1] for values in (x, y)]
    orders = [np.argsort(level, kind="stable") for level in levels]
    starts = [
        np.flatnonzero(np.diff(level[order], prepend=-1))
        for level, order in zip(levels, orders, strict=True)
    ]
    draws = min(len(drawn.w_groups), RANK_DRAWS)
    found = []
    for first in range(0, draws, _AT_ONCE):
        weights = drawn.weights(slice(first, min(first + _AT_ONCE, draws)))
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
        with np.errstate(invalid="ignore", divide="ignore"):
            found.append(np.where(below > 0, both / np.sqrt(below), np.nan))
    return np.concatenate(found)


def _undefined(x: Floats, y: Floats, names: tuple[str, str]) -> str | None:
    if len(x) < 3:
        return f"{len(x)} prompts in common; a correlation needs 3"
    constant = [name for name, values in zip(names, (x, y), strict=True) if np.ptp(values) == 0]
    if constant:
        return f"the values of {' and '.join(constant)} are the same on all {len(x)} prompts"
    return None


def _bounded(value: float) -> float:
    return float(np.clip(value, -1, 1))
