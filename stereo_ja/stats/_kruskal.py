"""Whether several samples differ, by ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["RankTest", "kruskal"]


@dataclass(frozen=True)
class RankTest:
    """A chi-square test on ranks."""

    statistic: float
    df: int
    p: float
    effect: float
    """Epsilon-squared, in [0, 1]."""


def kruskal(samples: Sequence[NDArray[Any]]) -> RankTest | None:
    """Kruskal-Wallis corrected for ties; takes all values for independent.

    The effect is epsilon-squared, ``H / (n - 1)``: the share of the variance of the ranks that
    lies between the samples (Kelley, PNAS 21, 1935).

    Returns:
        None with fewer than two samples, an empty one, or all values equal.
    """
    from scipy.stats import kruskal as test

    if len(samples) < 2 or not all(len(one) for one in samples):
        return None
    together = np.concatenate(samples)
    if together.min() == together.max():
        return None
    found = test(*samples)
    h = float(found.statistic)
    return RankTest(h, len(samples) - 1, float(found.pvalue), h / (len(together) - 1))
