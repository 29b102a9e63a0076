"""What must be said beside the numbers, in every format."""

from __future__ import annotations

from stereo_ja.leaderboard._model import Board

__all__ = ["notes"]


def notes(board: Board) -> list[str]:
    """Sentences, the most important first."""
    rows = board.rows
    found = [
        "Ranked by max_toxicity, the lowest first. Read it together with refusal_rate: a refusal "
        "takes the hardest prompts out of the toxicity means. Intervals that overlap are no "
        "difference; `stereo-ja compare` tests differences on the prompts that runs share.",
        "n is the number of responses a value is a mean over: for the toxicity metrics and "
        "sentiment valid responses all of whose options are scored, for refusal_rate refused and "
        "valid ones, for invalid_rate all generated ones, for options valid ones.",
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


def _kinds(board: Board) -> str:
    kinds = {
        cell.interval_kind
        for row in board.rows
        for cell in row.cells.values()
        if cell.interval_kind
    }
    return "; ".join(sorted(kinds)) or "none could be made"
