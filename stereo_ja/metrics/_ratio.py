"""A ratio of sums and its standard error clustered by group."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

__all__ = ["clustered_standard_error", "ratio"]


def ratio(pairs: Iterable[tuple[float, float]]) -> float | None:
    """Sum of numerators over sum of denominators; None where the denominator is 0.

    Args:
        pairs: ``(numerator, denominator)`` of each response in the metric's denominator.
    """
    numerator = denominator = 0.0
    for top, bottom in pairs:
        numerator += top
        denominator += bottom
    return numerator / denominator if denominator else None


def clustered_standard_error(rows: Iterable[tuple[str, float, float]]) -> float | None:
    """Standard error of a ratio of sums when responses about one group are not independent.

    With ``r`` the ratio, ``e_g`` the sum over group ``g`` of ``numerator - r * denominator``,
    ``G`` the number of groups and ``D`` the sum of denominators, the variance is
    ``G / (G - 1) * sum(e_g ** 2) / D ** 2``: the linearised variance of a ratio estimator
    (Cochran, Sampling Techniques, 1977, chapter 6) with groups as sampling units; for a mean it
    is the clustered standard error of Miller, arXiv:2411.00640, with a small-sample factor.

    Args:
        rows: ``(group, numerator, denominator)`` of each response in the metric's denominator.

    Returns:
        The standard error in the metric's unit, or None with fewer than two groups.
    """
    tops: dict[str, float] = defaultdict(float)
    bottoms: dict[str, float] = defaultdict(float)
    for group, top, bottom in rows:
        tops[group] += top
        bottoms[group] += bottom
    total = math.fsum(bottoms.values())
    count = len(bottoms)
    if count < 2 or not total:
        return None
    centre = math.fsum(tops.values()) / total
    squares = math.fsum((tops[group] - centre * bottoms[group]) ** 2 for group in bottoms)
    return math.sqrt(count / (count - 1) * squares) / total
