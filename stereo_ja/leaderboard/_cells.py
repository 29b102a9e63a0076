"""The metrics of one run with intervals."""

from __future__ import annotations

from collections.abc import Mapping

from stereo_ja.leaderboard._model import Cell, Share
from stereo_ja.metrics import (
    Estimate,
    Metric,
    bounds_of,
    shown_metrics,
    summarise,
    table_of,
)
from stereo_ja.runs import Run
from stereo_ja.scoring import Kind
from stereo_ja.stats._interval import mean_intervals
from stereo_ja.stats._variance import usual_over
from stereo_ja.stats._wilson import Z

__all__ = ["cells_of"]

Intervals = tuple[dict[str, tuple[float, float] | None], str | None]


def cells_of(
    run: Run, coverage: Mapping[Kind, Share], unscored: Mapping[Kind, str], *, draws: int, seed: int
) -> dict[str, Cell]:
    """A Cell for each metric that the run's task shows.

    Args:
        run: With samples; without them the harness's own values are taken, with the interval
            of its standard error.
        coverage: Of each kind of score.
        unscored: Kinds that nothing scored, and why.
        draws: Resamples of the bootstrap.
        seed: Of the bootstrap.
    """
    metrics = shown_metrics(run.task)
    if not run.samples:
        return {metric.name: _recorded(run, metric, coverage) for metric in metrics}
    summary = summarise(run.samples, metrics)
    intervals, kind = _intervals(run, metrics, draws=draws, seed=seed)
    cells = {}
    for metric in metrics:
        estimate = summary[metric.name]
        if metric.kind is not None and metric.kind in unscored:
            cell = Cell(None, estimate.n, None, None, why_missing=unscored[metric.kind])
        elif metric.kind and coverage[metric.kind].publishable is False:
            bounds = bounds_of(run.samples, metric)
            why = "not publishable: coverage is under the floor"
            cell = Cell(None, estimate.n, None, None, bounds=bounds, why_missing=why)
        else:
            cell = _computed(estimate, intervals[metric.name], kind)
        cells[metric.name] = cell
    return cells


def _computed(estimate: Estimate, interval: tuple[float, float] | None, kind: str | None) -> Cell:
    if estimate.value is None:
        return Cell(None, estimate.n, None, None, why_missing="no response in its denominator")
    return Cell(estimate.value, estimate.n, interval, kind if interval else None, estimate.stderr)


def _recorded(run: Run, metric: Metric, coverage: Mapping[Kind, Share]) -> Cell:
    value, stderr = run.results.get(metric.name, (None, None))
    if value is None:
        return Cell(None, None, None, None, why_missing="not recorded, and there are no samples")
    if metric.kind and coverage[metric.kind].publishable is False:
        why = "not publishable: coverage is under the floor; no samples to take bounds from"
        return Cell(None, None, None, None, why_missing=why)
    if stderr is None:
        return Cell(value, None, None, None)
    interval = max(metric.low, value - Z * stderr), min(metric.high, value + Z * stderr)
    kind = "normal, from the harness's standard error clustered by group"
    return Cell(value, None, interval, kind, stderr)


def _intervals(run: Run, metrics: tuple[Metric, ...], *, draws: int, seed: int) -> Intervals:
    table = table_of(run.samples, metrics)
    over = usual_over(*table.shape)
    if over is None:
        return {metric.name: None for metric in metrics}, None
    cells = [table.cells(*table.parts[metric.name]) for metric in metrics]
    found = mean_intervals(
        [top for top, _ in cells],
        [bottom for _, bottom in cells],
        over=over,
        limits=[metric.limits for metric in metrics],
        draws=draws,
        seed=seed,
    )
    named = {metric.name: interval for metric, interval in zip(metrics, found, strict=True)}
    return named, f"bootstrap over {over}, calibrated"
