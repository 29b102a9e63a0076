"""The interval of a published mean or rate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stereo_ja.stats._resample import CONFIDENCE, DRAWS, Interval, crossed_weights, resampled_sums
from stereo_ja.stats._variance import Over, influence_of_ratio, spread

__all__ = ["calibrated_interval", "mean_interval", "mean_intervals"]

Floats = NDArray[np.float64]
Limits = tuple[float, float]


def mean_interval(
    top: NDArray[Any],
    bottom: NDArray[Any],
    *,
    over: Over = "groups and templates",
    limits: Limits = (-np.inf, np.inf),
    draws: int = DRAWS,
    seed: int = 0,
) -> Interval | None:
    """95 % interval of ``top.sum() / bottom.sum()``.

    A bootstrap over ``over``, calibrated: see ``calibrated_interval``.

    Args:
        top: (groups, templates) numerators; an empty cell is 0.
        bottom: (groups, templates) denominators.
        over: What is drawn anew.
        limits: Ends of the metric's range; the interval does not pass them.
        draws: Resamples.
        seed: Of the generator.

    Returns:
        None with fewer than two of what is drawn anew, or when nothing varies between them.
    """
    return mean_intervals([top], [bottom], over=over, limits=[limits], draws=draws, seed=seed)[0]


def mean_intervals(
    tops: Sequence[NDArray[Any]],
    bottoms: Sequence[NDArray[Any]],
    *,
    over: Over,
    limits: Sequence[Limits],
    draws: int = DRAWS,
    seed: int = 0,
) -> list[Interval | None]:
    """``mean_interval`` of several metrics over the same groups and templates, drawn once."""
    sums = _resampled(np.stack([*tops, *bottoms]), over, draws, seed)
    found: list[Interval | None] = []
    for place, (top, bottom, limit) in enumerate(zip(tops, bottoms, limits, strict=True)):
        total = bottom.sum()
        if not total:
            found.append(None)
            continue
        above, below = sums[place], sums[len(tops) + place]
        drawn = above[below > 0] / below[below > 0]
        influence = influence_of_ratio(top, bottom)
        value = float(top.sum() / total)
        found.append(calibrated_interval(value, drawn, influence, bottom, over, limit))
    return found


def calibrated_interval(
    value: float,
    drawn: Floats,
    influence: NDArray[Any],
    weights: NDArray[Any],
    over: Over = "groups and templates",
    limits: Limits = (-np.inf, np.inf),
) -> Interval | None:
    """As lopsided as the bootstrap, as wide as Student's t says.

    The percentiles of the drawn estimates say how the 95 % interval divides into a lower and an
    upper arm; its whole width is ``2 * t * error`` with error and degrees of freedom of ``spread``.
    Percentiles alone are too narrow with the benchmark's 12 templates (they come from ``T - 1`` in
    place of ``T`` and know no t), and the pigeonhole bootstrap counts the interaction of groups
    and templates three times (Owen 2007), which makes them too wide where little else varies. The
    measured coverage of both is in ``benchmarks/results/coverage.json``.

    Args:
        value: The estimate.
        drawn: (draws,) the estimate in each resample, none NaN.
        influence: (groups, templates) of ``spread``.
        weights: (groups, templates) of ``spread``.
        over: What was drawn anew.
        limits: Ends of the estimate's range.

    Returns:
        None with fewer than two of what is drawn anew, or when nothing varies between them.
    """
    error = spread(influence, weights, over)
    if error is None or error.error <= 1e-12 * max(1.0, abs(value)) or not drawn.size:
        return None
    from scipy.special import stdtrit  # the t quantile without the weight of scipy.stats

    low, high = np.quantile(drawn, ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2))
    arms = max(value - low, 0.0), max(high - value, 0.0)
    if sum(arms) == 0:
        arms = (1.0, 1.0)
    width = 2 * float(stdtrit(error.df, (1 + CONFIDENCE) / 2)) * error.error
    lower, upper = (width * float(arm / sum(arms)) for arm in arms)
    return max(value - lower, limits[0]), min(value + upper, limits[1])


def _resampled(cells: Floats, over: Over, draws: int, seed: int) -> Floats:
    groups, templates = cells.shape[-2:]
    if over == "templates":
        cells, groups, templates = cells.sum(axis=-2)[..., None], templates, 1
    w_groups, w_templates = crossed_weights(groups, templates, draws=draws, seed=seed)
    return resampled_sums(cells, w_groups, w_templates if over == "groups and templates" else None)
