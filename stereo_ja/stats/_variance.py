"""The variance of a ratio of sums over groups x templates, and how well it is known."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["FEWEST_TEMPLATES", "Over", "Spread", "influence_of_ratio", "spread", "usual_over"]

Floats = NDArray[np.float64]
Over = Literal["groups and templates", "groups", "templates"]
"""What is taken for a sample of more of its kind; the rest is taken as given."""

FEWEST_TEMPLATES = 6
"""With fewer, as within one format, a spread over templates says next to nothing (Student's t with
one degree of freedom would span the whole scale), so they are taken as given."""


def usual_over(groups: int, templates: int) -> Over | None:
    """What is drawn anew for the interval of a mean over so many groups and templates."""
    if groups > 1:
        return "groups and templates" if templates >= FEWEST_TEMPLATES else "groups"
    return "templates" if templates > 1 else None


@dataclass(frozen=True)
class Spread:
    """How far an estimate would move if groups, templates or both were drawn anew."""

    error: float
    """Standard error, in the estimate's unit; 0 when nothing varies."""
    df: float
    """Degrees of freedom behind ``error``, above 0."""


def influence_of_ratio(top: NDArray[Any], bottom: NDArray[Any]) -> Floats:
    """What each cell adds to the error of ``top.sum() / bottom.sum()``; sums to 0.

    ``(top - ratio * bottom) / bottom.sum()``, the linearised ratio estimator (Cochran, Sampling
    Techniques, 1977, chapter 6). The shape is kept; an empty cell is 0.
    """
    total = bottom.sum()
    found: Floats = (top - top.sum() / total * bottom) / total
    return found


def spread(influence: NDArray[Any], weights: NDArray[Any], over: Over) -> Spread | None:
    """Standard error of an estimate from the influence of its cells.

    Over groups the variance is ``G / (G - 1)`` times the sum of the squared sums of each group's
    influence, the clustered standard error of ``analysis.clustered_standard_error``; over
    templates likewise. Over both, the two are added and the variance of the interaction, which
    both hold, is taken off once, as in the analysis of variance of a two-way random-effects layout
    without replication: ``(MS_group + MS_template - MS_interaction) / (G * T)`` for full cells.
    No main effect counts for less than nothing: one whose variance is below the interaction's is
    left out. The degrees of freedom are those of Satterthwaite (Biometrics Bulletin 2, 1946), of
    what is left in. Uneven groups count as fewer (Kish's effective number).

    Args:
        influence: (groups, templates), summing to 0; an empty cell is 0.
        weights: (groups, templates) how much each cell counts; an empty cell is 0.
        over: What is drawn anew.

    Returns:
        None with fewer than two groups or templates where those are drawn anew.
    """
    axes = {"groups": [1], "templates": [0], "groups and templates": [1, 0]}[over]
    parts = [_one_way(influence.sum(axis), weights.sum(axis)) for axis in axes]
    if any(part is None for part in parts):
        return None
    known = [part for part in parts if part is not None]
    both, df_both = 0.0, 1.0
    if len(known) == 2:
        both, df_both = _interaction(influence, weights), known[0][1] * known[1][1]
        # A main effect that is none leaves its estimate, and its uncertainty, out of the sum.
        known = [part for part in known if part[0] > both] or [(both, df_both)]
    if len(known) == 1:
        return Spread(sqrt(known[0][0]), known[0][1])
    (of_groups, df_groups), (of_templates, df_templates) = known
    variance = of_groups + of_templates - both
    squares = of_groups**2 / df_groups + of_templates**2 / df_templates + both**2 / df_both
    return Spread(sqrt(variance), variance**2 / squares)


def _one_way(sums: Floats, weights: Floats) -> tuple[float, float] | None:
    kept = weights > 0
    count = int(kept.sum())
    if count < 2:
        return None
    effective = float(weights.sum() ** 2 / (weights**2).sum())
    variance = count / (count - 1) * float((sums[kept] ** 2).sum())
    return variance, max(effective - 1, 1e-3)


def _interaction(influence: Floats, weights: Floats) -> float:
    """Variance of the estimate that neither groups nor templates explain."""
    rest = np.array(influence, dtype=np.float64)
    for _ in range(20):
        for axis in (0, 1):
            below = weights.sum(axis, keepdims=True)
            shift = np.divide(
                rest.sum(axis, keepdims=True), below, out=np.zeros_like(below), where=below > 0
            )
            rest -= shift * weights
    cells = int((weights > 0).sum())
    rows, columns = int((weights.sum(1) > 0).sum()), int((weights.sum(0) > 0).sum())
    df = cells - rows - columns + 1
    return cells / df * float((rest**2).sum()) if df > 0 else 0.0
