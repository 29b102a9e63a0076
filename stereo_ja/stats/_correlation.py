"""Pearson's correlation of two measurements of the same prompts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stereo_ja.stats._resample import Interval
from stereo_ja.stats._rows import Rows

__all__ = ["Correlation", "influence_of_pearson", "pearson", "pearson_drawn", "undefined"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Correlation:
    """A correlation coefficient and its 95 % interval."""

    n: int
    """Rows in which both were measured."""
    value: float | None
    """In [-1, 1]; None where ``why`` says so."""
    interval: Interval | None
    """None without a value, with fewer than two groups, or when nothing varies between them."""
    why: str | None = None
    """Why there is no value."""


def pearson(x: Floats, y: Floats, rows: Rows, names: tuple[str, str] = ("x", "y")) -> Correlation:
    """Pearson's r of two vectors (n,).

    Args:
        x: One value a row.
        y: Likewise.
        rows: The draws of these rows.
        names: What the two are called where a value is missing.
    """
    why = undefined(x, y, names)
    if why:
        return Correlation(len(x), None, None, why)
    value = float(np.clip(np.corrcoef(x, y)[0, 1], -1, 1))
    influence = influence_of_pearson(x, y)
    interval = rows.interval(value, pearson_drawn(np.stack([x, y]), rows)[0, 1], influence, (-1, 1))
    return Correlation(len(x), value, interval)


def pearson_drawn(values: Floats, rows: Rows) -> Floats:
    """Pearson's r of every two of k vectors in each draw.

    Args:
        values: (k, n).
        rows: The draws of the n rows.

    Returns:
        (k, k, draws); NaN in a draw in which one of the two is constant.
    """
    # Centred, so that no digits are lost when sums of squares are subtracted.
    centred = values - values.mean(axis=1, keepdims=True)
    k = len(values)
    pairs = [(i, j) for i in range(k) for j in range(i, k)]
    products = [centred[i] * centred[j] for i, j in pairs]
    sums = rows.sums(np.stack([np.ones(values.shape[1]), *centred, *products]))
    n, of_one, of_two = sums[0], sums[1 : k + 1], dict(zip(pairs, sums[k + 1 :], strict=True))
    found = np.empty((k, k, len(n)))
    with np.errstate(invalid="ignore", divide="ignore"):
        variance = [of_two[i, i] - of_one[i] ** 2 / n for i in range(k)]
        varied = [v > 1e-12 * one.var() * n for v, one in zip(variance, centred, strict=True)]
        for i, j in pairs:
            shared = of_two[i, j] - of_one[i] * of_one[j] / n
            r = np.clip(shared / np.sqrt(variance[i] * variance[j]), -1, 1)
            found[i, j] = found[j, i] = np.where(varied[i] & varied[j], r, np.nan)
    return found


def influence_of_pearson(x: Floats, y: Floats) -> Floats:
    """What each row adds to the error of r, (n,); sums to 0.

    ``(zx * zy - r * (zx**2 + zy**2) / 2) / n`` with standardised values (Devlin, Gnanadesikan and
    Kettenring, Biometrika 62, 1975).
    """
    zx, zy = (x - x.mean()) / x.std(), (y - y.mean()) / y.std()
    found: Floats = (zx * zy - (zx * zy).mean() * (zx**2 + zy**2) / 2) / len(x)
    return found


def undefined(x: Floats, y: Floats, names: tuple[str, str]) -> str | None:
    """Why two vectors have no correlation; None if they have one."""
    if len(x) < 3:
        return f"{len(x)} prompts in common; a correlation needs 3"
    constant = [name for name, held in zip(names, (x, y), strict=True) if np.ptp(held) == 0]
    if constant:
        return f"the values of {' and '.join(constant)} are the same on all {len(x)} prompts"
    return None
