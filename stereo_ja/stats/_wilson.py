"""Wilson's interval of a plain rate."""

from __future__ import annotations

from math import sqrt

from stereo_ja.stats._interval import Interval

__all__ = ["Z", "wilson"]

Z = 1.959963984540054
"""Half width of a 95 % interval of the normal distribution, in standard deviations."""


def wilson(successes: float, n: int) -> Interval | None:
    """95 % score interval of ``successes / n`` (Wilson, JASA 22, 1927); independent trials.

    Returns:
        None when ``n`` is 0.
    """
    if n < 1:
        return None
    rate, square = successes / n, Z**2
    centre = (rate + square / (2 * n)) / (1 + square / n)
    half = Z / (1 + square / n) * sqrt(rate * (1 - rate) / n + square / (4 * n * n))
    low = 0.0 if successes <= 0 else max(0.0, centre - half)
    return low, (1.0 if successes >= n else min(1.0, centre + half))
