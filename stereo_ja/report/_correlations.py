"""Correlations of runs, prompt by prompt: a matrix, its numbers, and Williams' tests."""

from __future__ import annotations

from dataclasses import dataclass

from stereo_ja.compare import Comparison, PairRow
from stereo_ja.report._figures import shown
from stereo_ja.report._format import MISSING, count, interval, number, probability

__all__ = ["Matrix", "MatrixCell", "correlation_rows", "matrices", "williams_rows"]

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class MatrixCell:
    """Two runs."""

    r: str
    interval: str
    step: int | None
    """Colour of the scale, 0 to 9 for r from 0 to 1; None without r, or below 0."""


@dataclass(frozen=True)
class Matrix:
    """Pearson's r of every two runs."""

    title: str
    names: tuple[str, ...]
    rows: tuple[tuple[MatrixCell, ...], ...]
    """Below the diagonal: row ``i`` has ``i`` cells."""


def matrices(found: Comparison, metric: str) -> Matrix | None:
    """The matrix of one metric; None where no two runs have a correlation."""
    held = {(row.a, row.b): row for row in found.pairs if row.metric == metric}
    if all(row.pearson is None for row in held.values()):
        return None
    names = tuple(run.name for run in found.runs)
    rows = tuple(
        tuple(_cell(held.get((other, name)) or held.get((name, other))) for other in names[:at])
        for at, name in enumerate(names)
    )
    return Matrix(shown(metric).title, names, rows)


def _cell(row: PairRow | None) -> MatrixCell:
    if row is None or row.pearson is None or not row.publishable:
        return MatrixCell(MISSING, "", None)
    step = None if row.pearson < 0 else min(int(row.pearson * 10), 9)
    return MatrixCell(number(row.pearson, 2), interval(row.pearson_interval, 2), step)


def correlation_rows(found: Comparison) -> Rows:
    """Runs, metric, Pearson with interval, Spearman with interval, prompts."""
    return tuple(
        (
            f"{row.a}, {row.b}",
            shown(row.metric).title,
            number(row.pearson),
            interval(row.pearson_interval),
            number(row.spearman),
            interval(row.spearman_interval),
            count(row.n),
        )
        for row in found.pairs
        if row.publishable and row.pearson is not None
    )


def williams_rows(found: Comparison) -> Rows:
    """The claim tested, metric, three correlations, interval, p, and Williams' t and p."""
    return tuple(
        (
            f"{row.shared}: with {row.x} or {row.y}",
            shown(row.metric).title,
            number(row.r_shared_x),
            number(row.r_shared_y),
            number(row.r_xy),
            interval(row.r_difference_interval),
            probability(row.p_clustered_holm),
            MISSING if row.t is None else f"{number(row.t, 2)} ({count(row.df or 0)})",
            probability(row.p_holm),
        )
        for row in found.williams
        if row.why is None
    )
