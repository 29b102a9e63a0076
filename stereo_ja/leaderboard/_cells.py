"""The metrics of one run with intervals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from stereo_ja.findings import Figure, figures_of, recorded_figure
from stereo_ja.leaderboard._model import Cell, Share
from stereo_ja.metrics import Metric, bounds_of, shown_metrics, table_of
from stereo_ja.runs import Run
from stereo_ja.scoring import Kind

__all__ = ["cells_of"]


def cells_of(
    run: Run, coverage: Mapping[Kind, Share], unscored: Mapping[Kind, str]
) -> dict[str, Cell]:
    """A Cell for each metric that the run's task shows.

    Args:
        run: With samples; without them the harness's own values are taken, with the interval
            of the standard error that is saved with them.
        coverage: Of each kind of score.
        unscored: Kinds that nothing scored, and why.
    """
    metrics = shown_metrics(run.task)
    if not run.samples:
        return {metric.name: _recorded(run, metric, coverage) for metric in metrics}
    figures = figures_of(table_of(run.samples, metrics).whole())
    cells = {}
    for metric in metrics:
        figure = figures[metric.name]
        if metric.kind is not None and metric.kind in unscored:
            cell = Cell(None, figure.n, None, None, why_missing=unscored[metric.kind])
        elif metric.kind and coverage[metric.kind].publishable is False:
            bounds = bounds_of(run.samples, metric)
            why = "not publishable: coverage is under the floor"
            cell = Cell(None, figure.n, None, None, bounds=bounds, why_missing=why)
        else:
            cell = _computed(figure)
        cells[metric.name] = cell
    return cells


def _computed(figure: Figure) -> Cell:
    missing = figure.value is None
    return Cell(
        figure.value, figure.n, figure.interval, figure.interval_kind, figure.error, figure.df,
        groups_only=figure.groups_only,
        why_missing=figure.why_missing if missing else None,
        why_no_interval=None if missing else figure.why_missing,
    )  # fmt: skip


def _recorded(run: Run, metric: Metric, coverage: Mapping[Kind, Share]) -> Cell:
    figure = recorded_figure(run, metric)
    if figure.value is not None and metric.kind and coverage[metric.kind].publishable is False:
        why = "not publishable: coverage is under the floor; no samples to take bounds from"
        return Cell(None, None, None, None, why_missing=why)
    return replace(_computed(figure), n=None)
