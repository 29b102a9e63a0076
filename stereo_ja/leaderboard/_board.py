"""Puts runs into tables: side by side only what may be compared."""

from __future__ import annotations

from collections.abc import Sequence

from stereo_ja.leaderboard._model import Apart, Board, Row, Table
from stereo_ja.leaderboard._ranks import ranked
from stereo_ja.leaderboard._row import row_of
from stereo_ja.metrics import shown_metrics
from stereo_ja.runs import Run, not_comparable

__all__ = ["build_board"]

_SHOWN_REASONS = 8


def build_board(runs: Sequence[Run], *, draws: int = 10_000, seed: int = 0) -> Board:
    """The leaderboard of ``runs``.

    A run joins the first table in which it is comparable with every run in every metric, or opens
    a new one. Within a table runs are ranked by the first metric that rests on scores or verdicts
    and has a better direction (``max_toxicity`` of the stereotypes), on the prompts that all of
    them answered and at equal length (``compare.ranking``); runs that are not told apart share a
    rank. Runs without samples or a publishable value and runs scored by a smoke test have no rank
    and follow in the order of their names.

    Args:
        runs: At least one.
        draws: Of the chances of ranks.
        seed: Of the draws.
    """
    rows = [row_of(run) for run in runs]
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
    return Board(tuple(_table(table, draws, seed) for table in members), tuple(apart), draws, seed)


def _reasons(one: list[Row], other: list[Row]) -> tuple[str, ...]:
    found = [line for a in one for b in other for line in not_comparable(a.run, b.run)]
    return tuple(dict.fromkeys(found))[:_SHOWN_REASONS]


def _table(rows: list[Row], draws: int, seed: int) -> Table:
    names = list(rows[0].facts)
    shared = {
        name: rows[0].facts[name] for name in names if len({row.facts[name] for row in rows}) == 1
    }
    ranked_by = _ranked_by(rows[0].run)
    table = Table(
        shared=shared,
        ranked_by=ranked_by,
        differing=tuple(name for name in names if name not in shared),
        rows=tuple(rows),
    )
    return ranked(table, draws=draws, seed=seed)


def _ranked_by(run: Run) -> str:
    metrics = shown_metrics(run.task)
    fitting = [one for one in metrics if one.better and one.family != "refusal"]
    return next(iter([*fitting, *metrics])).name
