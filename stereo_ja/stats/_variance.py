"""The variance of an estimate over groups x templates, and how well it is known."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stereo_ja.stats._design import Over

__all__ = ["Cells", "Spread", "influence_of_ratio", "spread", "t_test", "varies"]

Floats = NDArray[np.float64]
Part = tuple[float, float]
"""A variance and its degrees of freedom."""


@dataclass(frozen=True)
class Spread:
    """How far an estimate would move if groups, templates or both were drawn anew."""

    error: float
    """Standard error, in the estimate's unit; 0 when nothing varies."""
    df: float
    """Degrees of freedom behind ``error``, above 0."""


@dataclass(frozen=True)
class Cells:
    """What an estimate rests on."""

    influence: NDArray[Any]
    """(groups, templates) what each cell adds to its error, summing to 0; an empty cell is 0."""
    weights: NDArray[Any]
    """(groups, templates) how much each cell counts; an empty cell is 0."""
    strata: NDArray[Any]
    """(templates,) number of each template's format."""
    scale: NDArray[Any] | None = None
    """(templates,) how strongly the templates of a format move, relative to other formats; None
    where they are taken to move alike."""


def influence_of_ratio(top: NDArray[Any], bottom: NDArray[Any]) -> Floats:
    """What each cell adds to the error of ``top.sum() / bottom.sum()``; sums to 0.

    ``(top - ratio * bottom) / bottom.sum()``, the linearised ratio estimator (Cochran, Sampling
    Techniques, 1977, chapter 6). The shape is kept; an empty cell is 0.
    """
    total = bottom.sum()
    found: Floats = (top - top.sum() / total * bottom) / total
    return found


def spread(cells: Cells, over: Over) -> Spread | None:
    """Standard error of an estimate from the influence of its cells.

    Over groups the variance is ``G / (G - 1)`` times the sum of the squared sums of each group's
    influence, the clustered standard error (Miller, arXiv:2411.00640). Over templates it is that
    of the templates' sums about the mean of their own format, pooled over the formats, with
    ``templates - formats`` degrees of freedom: formats are fixed and do not count. Over both, the
    two are added and the variance of the interaction, which both hold, is taken off once, as in
    the analysis of variance of a two-way layout without replication. The degrees of freedom are
    those of Satterthwaite (Biometrics Bulletin 2, 1946), never fewer than the poorer known part
    has. Uneven groups and templates count as fewer (Kish's effective number).

    Returns:
        None with fewer than two groups, or formats of one template each, where those are drawn.
    """
    of_groups = _between_groups(cells) if over != "templates" else None
    of_templates = _within_formats(cells) if over != "groups" else None
    parts = [part for part in (of_groups, of_templates) if part is not None]
    if len(parts) < (2 if over == "groups and templates" else 1):
        return None
    if len(parts) == 1:
        return Spread(sqrt(parts[0][0]), parts[0][1])
    (groups, df_groups), (templates, df_templates) = parts
    both, df_both = _interaction(cells)
    # The interaction alone is in both parts; half of it is left however they fall out.
    variance = max(groups + templates - both, both / 2)
    squares = groups**2 / df_groups + templates**2 / df_templates + both**2 / df_both
    df = variance**2 / squares if squares else df_groups
    return Spread(sqrt(variance), max(df, min(df_groups, df_templates)))


def varies(value: float, error: float) -> bool:
    """Whether an error is more than what rounding leaves of none."""
    return error > 1e-12 * max(1.0, abs(value))


def t_test(value: float, found: Spread | None) -> float | None:
    """Two-sided p, by Student's t, that the estimate behind ``value`` is 0.

    Returns:
        None without a spread, and of an estimate of 0 that does not vary; 0 of one that is as far
        from 0 in every group and template.
    """
    if found is None:
        return None
    if not varies(value, found.error):
        return 0.0 if varies(0.0, abs(value)) else None
    from scipy.special import stdtr  # Student's t without the weight of scipy.stats

    return float(2 * stdtr(found.df, -abs(value) / found.error))


def _between_groups(cells: Cells) -> Part | None:
    sums, held = cells.influence.sum(1), cells.weights.sum(1)
    count = int((held > 0).sum())
    if count < 2:
        return None
    return count / (count - 1) * float((sums**2).sum()), max(_effective(held) - 1, 1e-3)


def _within_formats(cells: Cells) -> Part | None:
    sums, held = cells.influence.sum(0), cells.weights.sum(0)
    scale = np.ones(len(held)) if cells.scale is None else cells.scale
    squares = known = df = 0.0
    for stratum in np.unique(cells.strata):
        mine = (cells.strata == stratum) & (held > 0)
        w, s = held[mine], sums[mine]
        if len(w) < 2:
            continue
        whole = w.sum()
        squares += float(((s - w * s.sum() / whole) ** 2 / scale[mine] ** 2).sum())
        # What the squares are expected to be, in units of the variance of one template.
        known += float((w**2 * (1 - 2 * w / whole + (w**2).sum() / whole**2)).sum())
        df += _effective(w) - 1
    if not known:
        return None
    # A format of one template has no spread of its own and is lent the others'.
    return squares * float((held**2 * scale**2).sum()) / known, max(df, 1e-3)


def _interaction(cells: Cells) -> Part:
    """Variance of the estimate that neither templates nor groups within formats explain."""
    weights = cells.weights
    formats = (cells.strata[:, None] == np.unique(cells.strata)).astype(np.float64)
    rest = np.array(cells.influence, dtype=np.float64)
    of_template, of_group = weights.sum(0), weights @ formats
    for _ in range(20):
        rest -= _mean(rest.sum(0), of_template) * weights
        rest -= (_mean(rest @ formats, of_group) @ formats.T) * weights
    held, columns = int((weights > 0).sum()), int((of_template > 0).sum())
    used = int((formats[of_template > 0].sum(0) > 0).sum())
    df = held - int((of_group > 0).sum()) - columns + used
    return (held / df * float((rest**2).sum()), float(df)) if df > 0 else (0.0, 1.0)


def _mean(sums: Floats, below: Floats) -> Floats:
    found: Floats = np.divide(sums, below, out=np.zeros_like(below), where=below > 0)
    return found


def _effective(weights: NDArray[Any]) -> float:
    return float(weights.sum() ** 2 / (weights**2).sum())
