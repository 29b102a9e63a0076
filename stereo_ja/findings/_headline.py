"""The numbers one wants first: of the whole run, by format and by category."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stereo_ja.findings._estimates import breakdowns, figures_of
from stereo_ja.findings._model import Figure
from stereo_ja.metrics import metrics_of, table_of
from stereo_ja.runs import Run

__all__ = ["Headline", "headline"]


@dataclass(frozen=True)
class Headline:
    """Estimates with intervals."""

    whole: Mapping[str, Figure]
    """Every metric of the benchmark."""
    by: Mapping[str, Mapping[str, Mapping[str, Figure]]]
    """``format`` and ``category`` to value to metric to figure, in the benchmark's order."""


def headline(run: Run) -> Headline:
    """The estimates of ``find`` that a summary shows; empty of a run without samples."""
    if not run.samples:
        return Headline({}, {})
    table = table_of(run.samples, metrics_of(run.task))
    fields = ("format", "category")
    return Headline(figures_of(table.whole()), breakdowns(table, run.benchmark, fields=fields))
