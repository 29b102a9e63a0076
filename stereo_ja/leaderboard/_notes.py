"""What must be said beside the numbers, in every format."""

from __future__ import annotations

from stereo_ja.leaderboard._model import Board, Table
from stereo_ja.metrics import metric_named

__all__ = ["USUAL", "notes"]


def notes(board: Board) -> list[str]:
    """Sentences, the most important first."""
    rows = board.rows
    found = [
        *(_ranking(table) for table in board.tables[:1]),
        (
            "Intervals that overlap are no difference; `stereo-ja compare` tests differences on "
            "the prompts that runs share."
        ),
        f"n is the denominator of a value: {_bases(board)}.",
        *_kinds(board),
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


def _ranking(table: Table) -> str:
    by = table.ranked_by
    best = "highest" if metric_named(by).better == "higher" else "lowest"
    refusals = (
        " Read it together with refusal_rate: a refusal takes the hardest prompts out of the "
        "toxicity means."
    )
    if table.why_unranked:
        return f"In order of {by}, the {best} first; {table.why_unranked}."
    text = f"Ranked by {by}, the {best} first"
    if table.rank_n:
        length = f", as the expected maximum of {table.rank_k} options" if table.rank_k else ""
        text += (
            f", on the {table.rank_n:,} prompts that all ranked runs answered{length}: a run "
            "shares the rank of the best it is not told apart from (paired t tests over groups and "
            "templates, Holm)"
        )
    return f"{text}.{refusals if metric_named(by).kind else ''}"


def _bases(board: Board) -> str:
    named: dict[str, list[str]] = {}
    for name in dict.fromkeys(name for row in board.rows for name in row.cells):
        named.setdefault(metric_named(name).basis, []).append(name)
    return "; ".join(f"for {', '.join(names)} {basis}" for basis, names in named.items())


USUAL = "groups and templates"
"""The kind of interval that goes without saying."""
_KINDS = {
    USUAL: "groups random, templates random within their fixed formats",
    "groups": "these prompts only (groups random, too few templates to draw others)",
    "templates": "templates random within their fixed formats, these groups only",
    "Wilson": "Wilson, where nothing varied",
    "saved error": "1.96 saved standard errors, groups and templates (no samples)",
    "saved error, groups": "1.96 saved standard errors of an older task version, groups only",
}


def _kinds(board: Board) -> list[str]:
    """What every kind of interval that occurs means.

    A cell names its own where it is not the usual one.
    """
    cells = [cell for row in board.rows for cell in row.cells.values()]
    kinds = [kind for kind in _KINDS if any(cell.interval_kind == kind for cell in cells)]
    if not kinds:
        return ["No interval could be made."]
    meant = "; ".join(f"{kind}: {_KINDS[kind]}" for kind in kinds)
    return [f"Intervals are 95 %, by Student's t with df degrees of freedom. {meant}."]
