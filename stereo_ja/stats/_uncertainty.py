"""The one uncertainty of a published mean or rate: its standard error and its interval."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from stereo_ja.stats._design import design_of
from stereo_ja.stats._interval import NO_LIMITS, Interval, Limits, t_interval
from stereo_ja.stats._variance import Cells, influence_of_ratio, spread, varies
from stereo_ja.stats._wilson import wilson

__all__ = ["Kind", "Ratio", "Uncertainty", "uncertainty"]

Kind = Literal[
    "groups and templates", "groups", "templates", "Wilson", "saved error", "saved error, groups"
]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Ratio:
    """``top.sum() / bottom.sum()``."""

    top: NDArray[Any]
    """(groups, templates) numerators; an empty cell is 0."""
    bottom: NDArray[Any]
    """(groups, templates) denominators."""
    strata: NDArray[Any]
    """(templates,) number of each template's format."""
    limits: Limits = NO_LIMITS
    """Ends of its range."""
    rate: bool = False
    """Whether each unit of the denominator is in or out."""


@dataclass(frozen=True)
class Uncertainty:
    """How well a ratio is known."""

    error: float | None
    """Standard error over what ``kind`` draws anew; None when that cannot be told."""
    df: float | None
    """Degrees of freedom of ``error``."""
    interval: Interval | None
    """95 %; None where ``why`` says so."""
    kind: Kind | None
    """What the interval, and the error, is over; None without an interval."""
    groups_only: Interval | None = None
    """95 %, these prompts only: groups drawn anew, the templates as given."""
    why: str | None = None
    """Why there is no interval."""


def uncertainty(ratio: Ratio) -> Uncertainty:
    """Error and interval over as much as ``design_of`` finds the cells to bear.

    A metric with two ends is taken to be moved by templates on the logit scale, so that one format
    near an end, where nothing moves, does not make the others look steadier than they are. A rate
    of 0 or 1 in every cell has Wilson's interval: no spread can be seen in what never varied.
    """
    total = float(ratio.bottom.sum())
    if not total:
        return Uncertainty(None, None, None, None, None, "no response in its denominator")
    value = float(ratio.top.sum() / total)
    influence = influence_of_ratio(ratio.top, ratio.bottom)
    cells = Cells(influence, ratio.bottom, ratio.strata, _scale(ratio, value))
    design = design_of(ratio.bottom, ratio.strata)
    found = spread(cells, design.over) if design.over else None
    if found is not None and varies(value, found.error):
        alone = None
        if design.over == "groups and templates":
            alone = t_interval(value, spread(cells, "groups"), ratio.limits)
        interval = t_interval(value, found, ratio.limits)
        return Uncertainty(found.error, found.df, interval, design.over, alone)
    if ratio.rate and value in (0.0, 1.0):
        interval = wilson(float(ratio.top.sum()), round(total))
        return Uncertainty(None, None, interval, "Wilson")
    return Uncertainty(None, None, None, None, None, design.why or "nothing varies")


def _scale(ratio: Ratio, value: float) -> Floats | None:
    """(templates,) slope of the logit at each format's value, relative to the steepest."""
    low, high = ratio.limits
    if not isfinite(high - low):
        return None
    at = np.searchsorted(np.unique(ratio.strata), ratio.strata)
    top, bottom = (np.bincount(at, part.sum(0)) for part in (ratio.top, ratio.bottom))
    # Half a response at the overall value, so that a format without an event is not at the end.
    share = ((top + value / 2) / (bottom + 0.5) - low) / (high - low)
    slope = np.maximum(share * (1 - share), 0)
    if not slope.max():
        return None
    found: Floats = np.maximum(slope / slope.max(), 1e-6)[at]
    return found
