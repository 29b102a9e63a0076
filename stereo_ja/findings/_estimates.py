"""Estimates with intervals, of the whole run and of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stereo_ja.benchmark import Benchmark
from stereo_ja.findings._model import Figure
from stereo_ja.metrics import FIELDS, Cells, Grid, Table, in_order, metric_named
from stereo_ja.stats._uncertainty import Ratio, uncertainty

__all__ = ["breakdowns", "figure_of", "figures_of"]


def figures_of(grid: Grid) -> dict[str, Figure]:
    """Every metric of ``grid``."""
    return {name: figure_of(name, cells, grid.strata) for name, cells in grid.cells.items()}


def figure_of(metric: str, cells: Cells, strata: NDArray[Any]) -> Figure:
    """One estimate over all groups and templates of ``cells``.

    The one place where a metric of a run gets its error and its interval.

    Args:
        metric: Whose range and kind count.
        cells: Numerators and denominators, (groups, templates) each.
        strata: (templates,) number of each template's format.
    """
    described = metric_named(metric)
    top, bottom = cells
    numerator, n = float(top.sum()), round(float(bottom.sum()))
    known = uncertainty(Ratio(top, bottom, strata, described.limits, described.yes_or_no))
    return Figure(
        value=numerator / float(bottom.sum()) if n else None,
        n=n,
        numerator=numerator,
        interval=known.interval,
        interval_kind=known.kind,
        groups_only=known.groups_only,
        error=known.error,
        df=known.df,
        why_missing=known.why,
    )


def breakdowns(
    table: Table, benchmark: Benchmark, *, fields: Sequence[str] = FIELDS
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
        shown = single if field == "group" else [*table.parts]
        found[field] = {
            key: figures_of(table.part(np.array(kept[key]), shown))
            for key in in_order(kept, field, benchmark)
        }
    return found
