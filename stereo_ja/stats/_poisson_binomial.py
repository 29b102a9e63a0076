"""How surprising a count of successes is when every trial has a chance of its own."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["poisson_binomial_p"]

Floats = NDArray[np.float64]


def poisson_binomial_p(counts: NDArray[Any], chances: Floats) -> Floats:
    """Exact two-sided p of each count, for independent trials of known chances.

    Twice the smaller of P(X <= count) and P(X >= count), at most 1. The distribution of X, the
    Poisson-binomial, is built up one trial at a time.

    Args:
        counts: (rows,) successes, whole numbers from 0 to the number of trials.
        chances: (rows, trials) chance of success of each trial; a trial that was not made is 0.

    Returns:
        (rows,) in [0, 1].
    """
    rows, trials = chances.shape
    mass = np.zeros((rows, trials + 1))
    mass[:, 0] = 1
    for chance in chances.T[:, :, None]:
        shifted = mass[:, :-1] * chance
        mass *= 1 - chance
        mass[:, 1:] += shifted
    reached = np.arange(trials + 1) == np.asarray(counts)[:, None]
    below = np.cumsum(mass, axis=1)[reached]
    # Summed from its own end: one minus a sum near one would lose a small tail.
    above = np.cumsum(mass[:, ::-1], axis=1)[:, ::-1][reached]
    found: Floats = np.minimum(1.0, 2 * np.minimum(below, above))
    return found
