"""The groups of a run, each pulled towards all of them, and those that stand out."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from stereo_ja.findings._model import Figure, GroupEstimate, GroupRow, Shrinkage
from stereo_ja.findings._table import Table
from stereo_ja.stats._adjust import benjamini_hochberg
from stereo_ja.stats._shrink import Shrunken, shrink

__all__ = ["GROUP_METRICS", "group_rows"]

Floats = NDArray[np.float64]
GROUP_METRICS = ("max_toxicity", "sentiment", "refusal_rate")
_FALSE_DISCOVERIES = 0.05
_PRIOR_DF = 4.0
"""Weight, in degrees of freedom, of the variance pooled over groups beside a group's own: twelve
responses know their variance poorly, and twelve equal ones would have none (Smyth, Statistical
Applications in Genetics and Molecular Biology 3, 2004, who estimates this weight)."""


def group_rows(
    table: Table, raw: Mapping[str, Mapping[str, Figure]]
) -> tuple[tuple[GroupRow, ...], dict[str, Shrinkage]]:
    """A row for each group in order of appearance, and what they were compared with.

    Args:
        table: The run.
        raw: Group to metric to its plain figure.
    """
    estimates = {}
    shrinkage = {}
    for metric in GROUP_METRICS:
        figures = [raw[group][metric] for group in table.groups]
        estimates[metric], shrinkage[metric] = _estimates(table, metric, figures)
    firsts = {one.group: one for one in reversed(table.responses)}
    rows = []
    for place, group in enumerate(table.groups):
        one = firsts[group]
        rows.append(
            GroupRow(
                group, one.group_id, one.group_en, one.category, one.subcategory,
                {metric: estimates[metric][place] for metric in GROUP_METRICS}, one.baseline,
            )
        )  # fmt: skip
    return tuple(rows), shrinkage


def _estimates(
    table: Table, metric: str, raw: list[Figure]
) -> tuple[list[GroupEstimate], Shrinkage]:
    adjusted, variances, dfs = _adjusted(table, *table.parts[metric])
    known = np.flatnonzero(~np.isnan(adjusted) & (variances > 0))
    found = shrink(adjusted[known], variances[known])
    if found is None:
        why = "fewer than two groups with values that vary"
        plain = [
            GroupEstimate(figure, _number(value), None, None, None, None, False, why)
            for figure, value in zip(raw, adjusted, strict=True)
        ]
        return plain, Shrinkage(None, None, len(known), 0, why)
    p = _p_values(found, adjusted[known], variances[known], dfs[known])
    q = benjamini_hochberg(p)
    at = {int(group): place for place, group in enumerate(known)}
    rows = []
    for group, figure in enumerate(raw):
        place = at.get(group)
        if place is None:
            why = "no value in this group"
            rows.append(GroupEstimate(figure, None, None, None, None, None, False, why))
            continue
        low, high = found.intervals[place]
        quoted = q[place]
        out = quoted is not None and quoted < _FALSE_DISCOVERIES
        out = out and not low <= found.mean <= high
        value = float(found.values[place])
        shown = (float(low), float(high))
        rows.append(
            GroupEstimate(figure, float(adjusted[group]), value, shown, p[place], quoted, out)
        )
    standing = sum(row.stands_out for row in rows)
    return rows, Shrinkage(found.mean, found.between, len(known), standing)


def _adjusted(table: Table, top: Floats, bottom: Floats) -> tuple[Floats, Floats, Floats]:
    """(groups,) values cleared of which templates a group has, their variances and their df."""
    kept = bottom > 0
    values = top[kept] / bottom[kept]
    group, template = table.of_group[kept], table.of_template[kept]
    count, columns = len(table.groups), len(table.templates)
    each = np.bincount(template, minlength=columns)
    means = np.bincount(template, values, minlength=columns) / np.maximum(each, 1)
    rest = values - means[template]
    ns = np.bincount(group, minlength=count)
    deviation = np.divide(
        np.bincount(group, rest, minlength=count), ns, out=np.full(count, np.nan), where=ns > 0
    )
    squares = np.bincount(group, (rest - deviation[group]) ** 2, minlength=count)
    own_df = np.maximum(ns - 1, 0).astype(np.float64)
    pooled = squares.sum() / own_df.sum() if own_df.sum() else 0.0
    spread = (squares + _PRIOR_DF * pooled) / (own_df + _PRIOR_DF)
    base = float(means[each > 0].mean()) if each.any() else 0.0
    return base + deviation, spread / np.maximum(ns, 1), own_df + _PRIOR_DF


def _p_values(
    found: Shrunken, adjusted: Floats, variances: Floats, dfs: Floats
) -> list[float | None]:
    from scipy.stats import t

    share = sqrt(1 - 1 / len(adjusted))  # a group is a part of the mean it is held against
    z = np.abs(adjusted - found.mean) / (np.sqrt(variances) * share)
    return [float(one) for one in 2 * t.sf(z, dfs)]


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
