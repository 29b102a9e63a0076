"""Whether several samples differ: by ranks, and within pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["RankTest", "friedman", "kruskal", "mann_whitney", "sign_flip"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class RankTest:
    """A chi-square test on ranks."""

    statistic: float
    df: int
    p: float
    effect: float
    """Epsilon-squared of ``kruskal``, Kendall's W of ``friedman``, in [0, 1]."""


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


def mann_whitney(a: NDArray[Any], b: NDArray[Any]) -> tuple[float, float] | None:
    """Cliff's delta, P(a > b) - P(a < b), and the two-sided Mann-Whitney p; independent values.

    Returns:
        None when one of them is empty.
    """
    from scipy.stats import mannwhitneyu

    if not len(a) or not len(b):
        return None
    found = mannwhitneyu(a, b, alternative="two-sided")
    delta = 2 * float(found.statistic) / (len(a) * len(b)) - 1
    p = float(found.pvalue)
    return delta, 1.0 if np.isnan(p) else p


def friedman(rows: Floats) -> RankTest | None:
    """Friedman's test on (blocks, treatments) without gaps; the effect is Kendall's W.

    Returns:
        None with fewer than three treatments or two blocks, or without any difference in a block.
    """
    from scipy.stats import friedmanchisquare

    blocks, treatments = rows.shape
    if blocks < 2 or treatments < 3 or (rows.max(1) == rows.min(1)).all():
        return None
    found = friedmanchisquare(*rows.T)
    q = float(found.statistic)
    return RankTest(q, treatments - 1, float(found.pvalue), q / (blocks * (treatments - 1)))


def sign_flip(differences: Floats, *, draws: int, seed: int) -> float | None:
    """Two-sided p that paired differences are symmetric about 0, by flipping their signs.

    The mean of the differences against the means after ``draws`` random flips of signs, itself
    counted in (Phipson and Smyth, 2010), so p is at least ``1 / (draws + 1)``.

    Returns:
        None without a difference.
    """
    if not len(differences):
        return None
    drawn = np.random.default_rng([seed, 2]).integers(
        0, 2, size=(draws, len(differences)), dtype=np.int8
    )
    flipped = np.abs(2 * (drawn.astype(np.float64) @ differences) - differences.sum())
    own = abs(float(differences.sum()))
    reached = int((flipped >= own - 1e-12 * max(1.0, own)).sum())
    return (reached + 1) / (draws + 1)
