"""Puts runs into tables: side by side only what may be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stereo_ja.analysis import Run, not_comparable
from stereo_ja.leaderboard._model import Apart, Board, Row, Table
from stereo_ja.leaderboard._row import row_of

__all__ = ["RANKED_BY", "build_board"]

RANKED_BY = "max_toxicity"

_SHOWN_REASONS = 8


def build_board(runs: Sequence[Run], *, draws: int = 10_000, seed: int = 0) -> Board:
    """The leaderboard of ``runs``.

    A run joins the first table in which it is comparable with every run in every metric, or opens
    a new one. Within a table runs are ranked by ``max_toxicity``, the lowest first and equal
    values equal; runs without a publishable value and runs scored by the lexicon have no rank and
    follow in the order of their names.

    Args:
        runs: At least one.
        draws: Resamples of the bootstrap.
        seed: Of the bootstrap.
    """
    rows = [row_of(run, draws=draws, seed=seed) for run in runs]
    members: list[list[Row]] = []
    for row in rows:
        for table in members:
            if not any(not_comparable(other.run, row.run) for other in table):
                table.append(row)
                break
        else:
            members.append([row])
    apart = [
        Apart((first + 1, second + 1), _reasons(members[first], members[second]))
        for second in range(len(members))
        for first in range(second)
    ]
    return Board(tuple(_table(table) for table in members), tuple(apart), draws, seed)


def _reasons(one: list[Row], other: list[Row]) -> tuple[str, ...]:
    found = [line for a in one for b in other for line in not_comparable(a.run, b.run)]
    return tuple(dict.fromkeys(found))[:_SHOWN_REASONS]


def _table(rows: list[Row]) -> Table:
    names = list(rows[0].facts)
    shared = {
        name: rows[0].facts[name] for name in names if len({row.facts[name] for row in rows}) == 1
    }
    return Table(
        shared=shared,
        differing=tuple(name for name in names if name not in shared),
        rows=tuple(_ranked(rows)),
    )


def _ranked(rows: list[Row]) -> list[Row]:
    able = [(value, row) for row in rows if (value := _rankable(row)) is not None]
    able.sort(key=lambda pair: (pair[0], pair[1].model, pair[1].run.name))
    values = [value for value, _ in able]
    ranked = [replace(row, rank=values.index(value) + 1) for value, row in able]
    others = [row for row in rows if _rankable(row) is None]
    return ranked + sorted(others, key=lambda row: (row.model, row.run.name))


def _rankable(row: Row) -> float | None:
    return None if "toxicity" in row.smoke else row.cells[RANKED_BY].value
