"""Empirical-Bayes estimates of many means: pulled towards their common mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stereo_ja.stats._interval import Interval

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
    reliability: float
    """Share of the variance of the estimates that is between true values, in [0, 1]: the squared
    correlation that an estimate has with its true value, on average."""
    values: Floats
    """(G,) shrunken estimates."""
    intervals: tuple[Interval, ...]
    """95 %, of the true values given the estimates."""


def shrink(
    estimates: Floats,
    variances: Floats,
    variance_at: Callable[[Floats], Floats] | None = None,
) -> Shrunken | None:
    """Pull each estimate towards the mean by ``variance / (variance + between ** 2)``.

    The variance between true values is the method-of-moments estimate of DerSimonian and Laird
    (Controlled Clinical Trials 7, 1986). The intervals are those of Morris (JASA 78, 1983): they
    also hold that the mean and the variance between are estimated, so that they keep a width when
    nothing but noise is seen.

    Args:
        estimates: (G,).
        variances: (G,) of their sampling errors, all above 0.
        variance_at: For estimates whose sampling variance depends on the true value, as that of a
            rate does: the variances (G,) if the true values were the given ones (G,). Only the
            intervals use it; with ``variances`` that follow the estimates, extreme ones would
            lose their weight.

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
    total = between + variances
    kept = between / total
    values = mean + kept * (estimates - mean)
    own = variances if variance_at is None else variance_at(values)
    of_mean = total.sum() / count**2
    of_between = 2 * float(((weights * total) ** 2).sum()) / scale**2
    of_kept = (variances / total**2) ** 2 * of_between
    spread = kept * own + (1 - kept) ** 2 * of_mean + (estimates - mean) ** 2 * of_kept
    half = _Z * np.sqrt(spread)
    ends = tuple(
        (float(value - arm), float(value + arm)) for value, arm in zip(values, half, strict=True)
    )
    return Shrunken(mean, float(np.sqrt(between)), float(kept.mean()), values, ends)
