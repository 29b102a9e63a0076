"""Estimates with intervals, of the whole run and of its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stereo_ja.benchmark import Benchmark
from stereo_ja.findings._model import Figure, IntervalKind
from stereo_ja.metrics import FIELDS, Cells, Table, in_order, metric_named
from stereo_ja.stats._interval import mean_intervals
from stereo_ja.stats._variance import Over, usual_over
from stereo_ja.stats._wilson import wilson

__all__ = ["breakdowns", "figure_of", "figures_of"]

Floats = NDArray[np.float64]
_FEW_DRAWS = 1_000
"""For the many small parts of a run; draws only say how lopsided an interval is."""


def figure_of(metric: str, cells: Cells, *, draws: int, seed: int) -> Figure:
    """One estimate over all groups and templates of ``cells``."""
    return figures_of({metric: cells}, draws=draws, seed=seed)[metric]


def figures_of(cells: Mapping[str, Cells], *, draws: int, seed: int) -> dict[str, Figure]:
    """Several metrics over the same groups and templates, drawn once.

    Args:
        cells: Metric to its cells, all of one shape.
        draws: Resamples.
        seed: Of the bootstrap.
    """
    if not cells:
        return {}
    tops, bottoms = (_stack(cells.values(), end) for end in (0, 1))
    used = bottoms.sum(axis=0) > 0
    tops, bottoms = (one[:, used.any(1)][:, :, used.any(0)] for one in (tops, bottoms))
    over = usual_over(*tops.shape[1:])
    intervals = _intervals(list(cells), tops, bottoms, over, draws, seed)
    alone = intervals
    if over == "groups and templates":
        alone = _intervals(list(cells), tops, bottoms, "groups", draws, seed)
    return {
        metric: _figure(metric, tops[place], bottoms[place], intervals[place], over, alone[place])
        for place, metric in enumerate(cells)
    }


def breakdowns(
    table: Table,
    benchmark: Benchmark,
    *,
    draws: int,
    seed: int,
    fields: Sequence[str] = FIELDS,
) -> dict[str, dict[str, dict[str, Figure]]]:
    """Field to value to metric to figure, in the order of ``metrics.in_order``."""
    found = {}
    single = [name for name in table.parts if metric_named(name).by_group]
    for field in fields:
        kept: dict[str, list[int]] = {}
        for place, one in enumerate(table.records):
            value = getattr(one, field)
            if value is not None:
                kept.setdefault(str(value), []).append(place)
        few = draws if field == "format" else min(draws, _FEW_DRAWS)
        found[field] = {
            key: figures_of(
                table.part(np.array(kept[key]), single if field == "group" else [*table.parts]),
                draws=few,
                seed=seed,
            )
            for key in in_order(kept, field, benchmark)
        }
    return found


def _stack(cells: Any, end: int) -> Floats:
    return np.stack([one[end] for one in cells])


def _intervals(
    metrics: list[str], tops: Floats, bottoms: Floats, over: Over | None, draws: int, seed: int
) -> Sequence[tuple[float, float] | None]:
    if over is None:
        return [None] * len(metrics)
    limits = [metric_named(metric).limits for metric in metrics]
    return mean_intervals(
        list(tops), list(bottoms), over=over, limits=limits, draws=draws, seed=seed
    )


def _figure(
    metric: str,
    top: Floats,
    bottom: Floats,
    interval: tuple[float, float] | None,
    over: Over | None,
    alone: tuple[float, float] | None,
) -> Figure:
    numerator, n = float(top.sum()), round(float(bottom.sum()))
    if not n:
        return Figure(None, 0, numerator, None, None, None, "no response in its denominator")
    value, kind = numerator / n, over if interval else None
    shown: IntervalKind | None = kind
    if interval is None and metric_named(metric).yes_or_no:
        interval, shown = wilson(numerator, n), "Wilson"
    why = None if interval else "nothing varies, or there is only one group and template"
    return Figure(value, n, numerator, interval, shown, alone if kind else None, why)
