"""Findings by simple means, until the full ones are there: intervals from clustered errors."""

from __future__ import annotations

from typing import get_args

from stereo_ja.analysis import Estimate, Run, Summary, breakdown, summarise
from stereo_ja.analysis._tables import Field
from stereo_ja.findings import Figure, Findings, GroupEstimate, GroupRow, Shrinkage

__all__ = ["find"]

_METRICS = ("max_toxicity", "sentiment", "refusal_rate")


def find(run: Run, *, draws: int = 0, seed: int = 0) -> Findings:
    """Estimates with intervals of 1.96 standard errors clustered by group, nothing else."""
    by = {
        field: {key: _figures(found) for key, found in breakdown(run.samples, field).items()}
        for field in get_args(Field)
    }
    firsts = {one.group: one for one in reversed(run.samples)}
    groups = tuple(
        GroupRow(
            key, firsts[key].group_id, firsts[key].group_en, firsts[key].category,
            firsts[key].subcategory, {name: _group(found[name]) for name in _METRICS},
            firsts[key].baseline,
        )
        for key, found in by["group"].items()
    )  # fmt: skip
    none = Shrinkage(None, None, 0, 0, "not computed")
    return Findings(
        name=run.name, draws=draws, seed=seed, estimates=_figures(summarise(run.samples)), by=by,
        format_effects={}, groups=groups, shrinkage=dict.fromkeys(_METRICS, none), equal_k=(),
        refusal_bounds={}, sensitivity=(), matrices={},
    )  # fmt: skip


def _figures(summary: Summary) -> dict[str, Figure]:
    return {key: _figure(found) for key, found in summary.estimates.items()}


def _figure(found: Estimate) -> Figure:
    if found.value is None or not found.stderr:
        return Figure(found.value, found.n, found.numerator, None, None, None, "too few groups")
    half = 1.96 * found.stderr
    ends = (found.value - half, found.value + half)
    return Figure(found.value, found.n, found.numerator, ends, "groups")


def _group(raw: Figure) -> GroupEstimate:
    return GroupEstimate(raw, None, None, None, None, None, False, "not computed")
