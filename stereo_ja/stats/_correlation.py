"""Pearson's correlation of two measurements of the same prompts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stereo_ja.stats._interval import Interval, t_interval
from stereo_ja.stats._rows import Rows

__all__ = ["Correlation", "influence_of_pearson", "pearson", "undefined"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Correlation:
    """A correlation coefficient and its 95 % interval."""

    n: int
    """Rows in which both were measured."""
    value: float | None
    """In [-1, 1]; None where ``why`` says so."""
    interval: Interval | None
    """None without a value, with too few groups, or when nothing varies between them."""
    why: str | None = None
    """Why there is no value."""


def pearson(x: Floats, y: Floats, rows: Rows, names: tuple[str, str] = ("x", "y")) -> Correlation:
    """Pearson's r of two vectors (n,).

    Args:
        x: One value a row.
        y: Likewise.
        rows: Whose groups and templates they share.
        names: What the two are called where a value is missing.
    """
    why = undefined(x, y, names)
    if why:
        return Correlation(len(x), None, None, why)
    value = float(np.clip(np.corrcoef(x, y)[0, 1], -1, 1))
    influence = influence_of_pearson(x, y)
    return Correlation(len(x), value, t_interval(value, rows.error(influence), (-1, 1)))


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
