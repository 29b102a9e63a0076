"""What must be said beside the numbers, in every format."""

from __future__ import annotations

from stereo_ja.leaderboard._model import Board
from stereo_ja.metrics import metric_named

__all__ = ["notes"]


def notes(board: Board) -> list[str]:
    """Sentences, the most important first."""
    rows = board.rows
    found = [
        *(_ranking(table.ranked_by) for table in board.tables[:1]),
        (
            "Intervals that overlap are no difference; `stereo-ja compare` tests differences on "
            "the prompts that runs share."
        ),
        f"n is the denominator of a value: {_bases(board)}.",
        f"Intervals are 95 %: {_kinds(board)} ({board.draws:,} draws, seed {board.seed}).",
    ]
    if any(row.smoke for row in rows):
        found.append(
            "The lexicon scorer is a smoke test: it shows that the pipeline works and measures "
            "nothing. Its rows have no rank."
        )
    if any(cell.bounds for row in rows for cell in row.cells.values()):
        found.append(
            "Where coverage is under the floor there is no number: the best and the worst case "
            "over all valid responses stand in its place, and the row has no rank."
        )
    if len(board.tables) > 1:
        found.append("Tables must not be compared with each other; the reasons stand between them.")
    return found


def _ranking(by: str) -> str:
    best = "highest" if metric_named(by).better == "higher" else "lowest"
    refusals = (
        " Read it together with refusal_rate: a refusal takes the hardest prompts out of the "
        "toxicity means."
    )
    return f"Ranked by {by}, the {best} first.{refusals if metric_named(by).kind else ''}"


def _bases(board: Board) -> str:
    named: dict[str, list[str]] = {}
    for name in dict.fromkeys(name for row in board.rows for name in row.cells):
        named.setdefault(metric_named(name).basis, []).append(name)
    return "; ".join(f"for {', '.join(names)} {basis}" for basis, names in named.items())


def _kinds(board: Board) -> str:
    kinds = {
        cell.interval_kind
        for row in board.rows
        for cell in row.cells.values()
        if cell.interval_kind
    }
    return "; ".join(sorted(kinds)) or "none could be made"
