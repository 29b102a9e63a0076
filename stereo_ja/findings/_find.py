"""All findings of one run."""

from __future__ import annotations

from stereo_ja.errors import UserError
from stereo_ja.findings._estimates import breakdowns, figures_of
from stereo_ja.findings._formats import format_effect
from stereo_ja.findings._groups import group_rows
from stereo_ja.findings._model import Findings, Matrix
from stereo_ja.findings._robust import equal_k, refusal_bounds, sensitivity
from stereo_ja.metrics import Table, metrics_of, table_of
from stereo_ja.runs import Run

__all__ = ["find"]


def find(run: Run) -> Findings:
    """Everything that is computed from one run; the same run gives the same findings.

    Raises:
        UserError: The run has no samples.
    """
    if not run.samples:
        raise UserError(f"{run.name}: no samples to look at; run lm_eval with --log_samples")
    benchmark, metrics = run.benchmark, metrics_of(run.task)
    table = table_of(run.samples, metrics)
    singled = [metric.name for metric in metrics if metric.by_group]
    by = breakdowns(table, benchmark)
    rows, shrinkage = group_rows(table, singled, by["group"])
    return Findings(
        name=run.name,
        estimates=figures_of(table.whole()),
        by=by,
        format_effects={metric: format_effect(table, metric, benchmark) for metric in singled},
        groups=rows,
        shrinkage=shrinkage,
        equal_k=equal_k(table),
        refusal_bounds=refusal_bounds(table),
        sensitivity=sensitivity(table, run.settings.reader),
        matrices={metric: _matrix(table, metric) for metric in singled},
    )


def _matrix(table: Table, metric: str) -> Matrix:
    top, bottom = table.cells(*table.parts[metric])
    return Matrix(
        table.groups,
        table.templates,
        tuple(
            tuple(float(a / b) if b else None for a, b in zip(above, below, strict=True))
            for above, below in zip(top, bottom, strict=True)
        ),
    )
