"""The groups of a run, each pulled towards all of them, and those that stand out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from stereo_ja.findings._adjusted import compared_means, compared_rates
from stereo_ja.findings._model import Figure, GroupEstimate, GroupRow, Shrinkage
from stereo_ja.metrics import Table, metric_named
from stereo_ja.stats._adjust import benjamini_hochberg

__all__ = ["group_rows"]

_FALSE_DISCOVERIES = 0.05


def group_rows(
    table: Table, metrics: Sequence[str], raw: Mapping[str, Mapping[str, Figure]]
) -> tuple[tuple[GroupRow, ...], dict[str, Shrinkage]]:
    """A row for each group in order of appearance, and what they were compared with.

    Args:
        table: The run.
        metrics: What single groups are compared by.
        raw: Group to metric to its plain figure.
    """
    estimates = {}
    shrinkage = {}
    for metric in metrics:
        figures = [raw[group][metric] for group in table.groups]
        estimates[metric], shrinkage[metric] = _estimates(table, metric, figures)
    firsts = {one.group: one for one in reversed(table.records)}
    rows = []
    for place, group in enumerate(table.groups):
        one = firsts[group]
        rows.append(
            GroupRow(
                group, one.group_id, one.group_en, one.category, one.subcategory,
                {metric: estimates[metric][place] for metric in metrics}, one.baseline,
            )
        )  # fmt: skip
    return tuple(rows), shrinkage


def _estimates(
    table: Table, metric: str, raw: list[Figure]
) -> tuple[list[GroupEstimate], Shrinkage]:
    compare = compared_rates if metric_named(metric).yes_or_no else compared_means
    found = compare(table, *table.parts[metric])
    lowest, highest = metric_named(metric).limits
    adjusted = [
        None if np.isnan(one) else float(np.clip(one, lowest, highest)) for one in found.adjusted
    ]
    fit = found.shrunken
    if fit is None:
        why = "fewer than two groups with values that vary"
        plain = [
            GroupEstimate(figure, value, None, None, None, None, False, why)
            for figure, value in zip(raw, adjusted, strict=True)
        ]
        return plain, Shrinkage(None, None, None, len(found.known), 0, why)
    q = benjamini_hochberg(found.p)
    at = {int(group): place for place, group in enumerate(found.known)}
    rows = []
    for group, figure in enumerate(raw):
        place = at.get(group)
        if place is None:
            why = "no value in this group"
            rows.append(GroupEstimate(figure, None, None, None, None, None, False, why))
            continue
        low, high = (float(np.clip(end, lowest, highest)) for end in fit.intervals[place])
        quoted = q[place]
        out = quoted is not None and quoted < _FALSE_DISCOVERIES
        out = out and not low <= fit.mean <= high
        value = float(np.clip(fit.values[place], lowest, highest))
        rows.append(
            GroupEstimate(
                figure, adjusted[group], value, (low, high), found.p[place], quoted, out
            )
        )  # fmt: skip
    standing = sum(row.stands_out for row in rows)
    return rows, Shrinkage(fit.mean, fit.between, fit.reliability, len(found.known), standing)
