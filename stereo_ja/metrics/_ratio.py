"""A ratio of sums."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["ratio"]


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
