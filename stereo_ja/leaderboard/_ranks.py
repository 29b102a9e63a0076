"""The rows of a table in order."""

from __future__ import annotations

from dataclasses import replace

from stereo_ja.compare import ranking
from stereo_ja.leaderboard._model import Row, Table
from stereo_ja.metrics import metric_named

__all__ = ["ranked"]


def ranked(table: Table, *, draws: int, seed: int) -> Table:
    """The table with its rows ranked, the best first; those without a rank follow by name."""
    metric = metric_named(table.ranked_by)
    sign = -1 if metric.better == "higher" else 1
    rows = sorted(table.rows, key=lambda row: (row.model, row.run.name))
    able = [row for row in rows if _rankable(row, table.ranked_by)]
    others = [row for row in rows if row not in able]
    own = sorted(sign * (row.cells[metric.name].value or 0.0) for row in able)
    able = [
        replace(row, marginal_rank=own.index(sign * (row.cells[metric.name].value or 0.0)) + 1)
        for row in able
    ]
    if not able:
        return replace(table, rows=tuple(others))
    if len(able) == 1:
        value = able[0].cells[metric.name].value
        first = replace(able[0], rank=1, rank_value=value, rank_chances=(1.0,))
        return replace(table, rows=(first, *others))
    found = ranking([row.run for row in able], metric, draws=draws, seed=seed)
    if found.why:
        able.sort(key=lambda row: row.marginal_rank or 0)
        why = f"no ranks: {found.why}"
        return replace(table, rows=(*able, *others), rank_n=found.n, why_unranked=why)
    told = [
        replace(row, rank=rank, rank_value=value, rank_chances=chances)
        for row, rank, value, chances in zip(
            able, found.ranks, found.values, found.chances, strict=True
        )
    ]
    told.sort(key=lambda row: (row.rank or 0, sign * (row.rank_value or 0.0)))
    return replace(table, rows=(*told, *others), rank_n=found.n, rank_k=found.k)


def _rankable(row: Row, by: str) -> bool:
    value = row.cells[by].value
    return bool(row.run.samples) and value is not None and metric_named(by).kind not in row.smoke
