"""The metrics of one run with intervals."""

from __future__ import annotations

from math import inf

import numpy as np
from numpy.typing import NDArray

from stereo_ja.analysis import KIND_OF, Estimate, Run, bounds_of, contributions, summarise
from stereo_ja.analysis._record import record_of
from stereo_ja.leaderboard._model import SHOWN, Cell, Share
from stereo_ja.stats._interval import mean_intervals
from stereo_ja.stats._variance import usual_over

__all__ = ["LIMITS", "cells_of"]

LIMITS = dict.fromkeys(SHOWN, (0.0, 1.0)) | {
    "sentiment": (-1.0, 1.0),
    "options": (0.0, inf),
}
"""Lowest and highest possible value of each metric."""

_NORMAL = 1.959963984540054


def cells_of(
    run: Run, coverage: dict[str, Share], unscored: dict[str, str], *, draws: int, seed: int
) -> dict[str, Cell]:
    """A Cell for each metric of SHOWN.

    Args:
        run: With samples; without them the harness's own values are taken, with the interval
            of its standard error.
        coverage: Of each kind of score.
        unscored: Kinds that nothing scored, and why.
        draws: Resamples of the bootstrap.
        seed: Of the bootstrap.
    """
    if not run.samples:
        return {metric: _recorded(run, metric, coverage) for metric in SHOWN}
    summary = summarise(run.samples)
    intervals, kind = _intervals(run, draws=draws, seed=seed)
    cells = {}
    for metric in SHOWN:
        estimate, scored = summary[metric], KIND_OF.get(metric)
        if scored in unscored:
            cells[metric] = Cell(None, estimate.n, None, None, why_missing=unscored[scored])
        elif scored and coverage[scored].publishable is False:
            bounds = bounds_of(run.samples, metric)
            why = "not publishable: coverage is under the floor"
            cells[metric] = Cell(None, estimate.n, None, None, bounds=bounds, why_missing=why)
        else:
            cells[metric] = _computed(estimate, intervals[metric], kind)
    return cells


def _computed(estimate: Estimate, interval: tuple[float, float] | None, kind: str | None) -> Cell:
    if estimate.value is None:
        return Cell(None, estimate.n, None, None, why_missing="no response in its denominator")
    return Cell(estimate.value, estimate.n, interval, kind if interval else None, estimate.stderr)


def _recorded(run: Run, metric: str, coverage: dict[str, Share]) -> Cell:
    value, stderr = run.results.get(metric, (None, None))
    scored = KIND_OF.get(metric)
    if value is None:
        return Cell(None, None, None, None, why_missing="not recorded, and there are no samples")
    if scored and coverage[scored].publishable is False:
        why = "not publishable: coverage is under the floor; no samples to take bounds from"
        return Cell(None, None, None, None, why_missing=why)
    if stderr is None:
        return Cell(value, None, None, None)
    low, high = LIMITS[metric]
    interval = max(low, value - _NORMAL * stderr), min(high, value + _NORMAL * stderr)
    kind = "normal, from the harness's standard error clustered by group"
    return Cell(value, None, interval, kind, stderr)


def _intervals(
    run: Run, *, draws: int, seed: int
) -> tuple[dict[str, tuple[float, float] | None], str | None]:
    tops, bottoms = _sums(run)
    over = usual_over(*tops.shape[1:])
    if over is None:
        return dict.fromkeys(SHOWN), None
    found = mean_intervals(
        list(tops),
        list(bottoms),
        over=over,
        limits=[LIMITS[metric] for metric in SHOWN],
        draws=draws,
        seed=seed,
    )
    return dict(zip(SHOWN, found, strict=True)), f"bootstrap over {over}, calibrated"


def _sums(run: Run) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Numerators and denominators, each (metrics, groups, templates)."""
    groups: dict[str, int] = {}
    templates: dict[int | None, int] = {}
    rows = []
    for one in run.samples:
        place = (
            groups.setdefault(one.group_id or one.group, len(groups)),
            templates.setdefault(one.template_id, len(templates)),
        )
        rows.append((place, contributions(record_of(one), one.format)))
    tops = np.zeros((len(SHOWN), len(groups), len(templates)))
    bottoms = np.zeros_like(tops)
    for (group, template), found in rows:
        for metric, name in enumerate(SHOWN):
            pair = found[name]
            if pair is not None:
                tops[metric, group, template] += pair[0]
                bottoms[metric, group, template] += pair[1]
    return tops, bottoms
