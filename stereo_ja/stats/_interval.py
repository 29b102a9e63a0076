"""The 95 % interval of an estimate from its standard error."""

from __future__ import annotations

from math import exp, isfinite, log

from stereo_ja.stats._variance import Spread, varies

__all__ = ["CONFIDENCE", "NO_LIMITS", "Interval", "Limits", "t_interval"]

CONFIDENCE = 0.95
Interval = tuple[float, float]
"""Lower and upper end of a 95 % interval."""
Limits = tuple[float, float]
"""Ends of the range of an estimate."""
NO_LIMITS: Limits = (float("-inf"), float("inf"))


def t_interval(value: float, error: Spread | None, limits: Limits = NO_LIMITS) -> Interval | None:
    """95 % interval by Student's t; on the logit scale where both ends of the range are known.

    There the interval leans away from the nearer end and never passes it: a rate of 1 % may well
    be 3 %, and never -1 %. The standard error is carried over by the slope of the logit (the delta
    method); for a correlation in (-1, 1) it is Fisher's z. Coverage on simulated runs is in
    ``benchmarks/results/coverage.json``.

    Args:
        value: The estimate.
        error: Of ``spread``.
        limits: Ends of the estimate's range.

    Returns:
        None without an error, or when nothing varies.
    """
    if error is None or not varies(value, error.error):
        return None
    from scipy.special import stdtrit  # the t quantile without the weight of scipy.stats

    half = float(stdtrit(error.df, (1 + CONFIDENCE) / 2)) * error.error
    low, high = limits
    share = (value - low) / (high - low) if isfinite(high - low) else 0.0
    if not 0 < share < 1:
        return max(value - half, low), min(value + half, high)
    reach = half / (high - low) / (share * (1 - share))
    centre = log(share / (1 - share))
    lower, upper = (low + (high - low) * _expit(centre + step) for step in (-reach, reach))
    return lower, upper


def _expit(z: float) -> float:
    return 1 / (1 + exp(-z)) if z > -700 else 0.0
