"""Empirical-Bayes estimates of many means: pulled towards their common mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stereo_ja.stats._resample import Interval

__all__ = ["Shrunken", "shrink"]

_Z = 1.959963984540054
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Shrunken:
    """The normal-normal model fitted to G estimates."""

    mean: float
    """Of the estimates, each weighing the same."""
    between: float
    """Standard deviation of the true values."""
    values: Floats
    """(G,) shrunken estimates."""
    intervals: tuple[Interval, ...]
    """95 %, of the true values given the estimates."""


def shrink(estimates: Floats, variances: Floats) -> Shrunken | None:
    """Pull each estimate towards the mean by ``variance / (variance + between ** 2)``.

    The variance between true values is the method-of-moments estimate of DerSimonian and Laird
    (Controlled Clinical Trials 7, 1986); the rest is Morris (JASA 78, 1983) without his
    correction for the estimation of that variance.

    Args:
        estimates: (G,).
        variances: (G,) of their sampling errors, all above 0.

    Returns:
        None with fewer than two estimates.
    """
    count = len(estimates)
    if count < 2:
        return None
    weights = 1 / variances
    centre = float((weights * estimates).sum() / weights.sum())
    excess = float((weights * (estimates - centre) ** 2).sum()) - (count - 1)
    scale = float(weights.sum() - (weights**2).sum() / weights.sum())
    between = max(0.0, excess / scale)
    mean = float(estimates.mean())
    kept = between / (between + variances)
    values = mean + kept * (estimates - mean)
    half = _Z * np.sqrt(kept * variances)
    ends = tuple(
        (float(value - arm), float(value + arm)) for value, arm in zip(values, half, strict=True)
    )
    return Shrunken(mean, float(np.sqrt(between)), values, ends)
