"""A leaderboard as Markdown."""

from __future__ import annotations

import re

from stereo_ja.leaderboard._model import Board, Cell, Row, Share, Table
from stereo_ja.leaderboard._notes import USUAL, notes
from stereo_ja.leaderboard._text import decimal, likely_ranks, one_line
from stereo_ja.metrics import metric_named
from stereo_ja.pipeline import KINDS
from stereo_ja.version import __version__

__all__ = ["to_markdown"]

_ARROWS = {"lower": " ↓", "higher": " ↑", None: ""}

# An underscore within a word is none of Markdown's.
_SPECIAL = re.compile(r"[\\`*{}\[\]<>()#|~!$]|(?<![^\W_])_|_(?![^\W_])")


def to_markdown(board: Board) -> str:
    """One table per set of comparable runs, with the reasons between; ends with a line end."""
    parts = []
    for number, table in enumerate(board.tables, 1):
        for apart in board.apart:
            if apart.tables[1] == number:
                reasons = "; ".join(_escape(reason) for reason in apart.reasons)
                parts.append(f"Not comparable with table {apart.tables[0]}: {reasons}.")
        parts += _table(table, f"Table {number}" if len(board.tables) > 1 else "Leaderboard")
    parts.append("\n".join(f"- {note}" for note in notes(board)))
    parts.append(f"Made by stereo-ja {__version__} from what lm-eval saved.")
    return "\n\n".join(parts) + "\n"


def _table(table: Table, title: str) -> list[str]:
    task = table.rows[0].facts["task"]
    shared = "; ".join(f"{name} {_escape(value)}" for name, value in table.shared.items())
    heads = ["rank", "model"]
    metrics = [metric_named(name) for name in table.rows[0].cells]
    heads += [metric.name + _ARROWS[metric.better] for metric in metrics]
    heads += ["coverage: toxicity, sentiment", "marks"]
    lines = [[_rank(row), _escape(row.model), *_numbers(row)] for row in table.rows]
    ranks = [_ranking(row) for row in table.rows if row.rank is not None]
    about = ["model", "run", "revision", "toxicity scorer", "sentiment scorer", "started"]
    about += [name for name in table.differing if not name.endswith("scorer")]
    return [
        f"## {title}: {_escape(task)}",
        f"All runs: {shared}.",
        _grid(heads, lines),
        *([_grid(_RANKS, ranks)] if len(ranks) > 1 else []),
        _grid(about, [_about(row, about[6:]) for row in table.rows]),
    ]


_RANKS = [
    "rank", "model", "on the same prompts, at equal length", "ranks of 95 % chance",
    "rank by its own prompts",
]  # fmt: skip


def _ranking(row: Row) -> list[str]:
    return [
        _rank(row), _escape(row.model), decimal(row.rank_value or 0.0, 3),
        likely_ranks(row.rank_chances), str(row.marginal_rank),
    ]  # fmt: skip


def _numbers(row: Row) -> list[str]:
    cells = [_cell(cell, 2 if metric_named(metric).unit == "count" else 3)
             for metric, cell in row.cells.items()]  # fmt: skip
    shares = ", ".join(_share(row.coverage[kind]) for kind in KINDS)
    return [*cells, shares, _escape("; ".join(row.marks)) or "—"]


def _about(row: Row, names: list[str]) -> list[str]:
    settings = row.run.settings
    return [
        _escape(row.model),
        _escape(row.run.name),
        _escape(settings.model_revision or "not recorded"),
        *(_escape(", ".join(row.scorers[kind])) or "—" for kind in KINDS),
        settings.started or "not recorded",
        *(_escape(row.facts[name]) for name in names),
    ]


def _cell(cell: Cell, digits: int) -> str:
    if cell.value is None:
        if cell.bounds:
            low, high = (decimal(end, digits) for end in cell.bounds)
            return f"not publishable, between {low} and {high}"
        return f"— ({_escape(cell.why_missing or 'unknown')})"
    text = decimal(cell.value, digits)
    if cell.interval:
        text += " \\[{}, {}\\]".format(*(decimal(end, digits) for end in cell.interval))
    known = [f"n {cell.n:,}"] if cell.n is not None else []
    known += [f"df {cell.df:.0f}"] if cell.df is not None else []
    if cell.interval_kind and cell.interval_kind != USUAL:
        known.append(cell.interval_kind)
    return ", ".join([text, *known])


def _share(found: Share) -> str:
    if found.share is None:
        return "—"
    # Cut, not rounded: only full coverage reads 100 %.
    return f"{int(found.share * 10_000 + 1e-9) / 100:g} %"


def _rank(row: Row) -> str:
    return "—" if row.rank is None else str(row.rank)


def _grid(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", one_line(text).replace("&", "&amp;"))
