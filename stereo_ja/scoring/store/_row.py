"""One row of the table of scores."""

from __future__ import annotations

from typing import Any

from stereo_ja.scoring._score import Score
from stereo_ja.store import Source, checksum

__all__ = ["problem_of", "score_of", "values_of"]


def values_of(source: Source, text: bytes, score: Score) -> tuple[Any, ...]:
    """The values of COLUMNS for a score of the text with hash ``text``."""
    found = (score.status, score.value, score.label, score.reason, score.scored_at)
    return (*found, checksum(source, text, found))


def problem_of(source: Source, text: bytes, values: tuple[Any, ...]) -> str | None:
    """What is wrong with the values of COLUMNS, or None."""
    try:
        if values[-1] != checksum(source, text, values[:-1]):
            return "its checksum does not fit"
        score_of(source, values)
    except (TypeError, ValueError, AttributeError) as error:
        return f"it holds what no score can hold ({type(error).__name__})"
    return None


def score_of(source: Source, values: tuple[Any, ...]) -> Score:
    """The score that the values of COLUMNS stand for.

    Raises:
        ValueError: They stand for none.
    """
    status, value, label, reason, scored_at = values[:5]
    if status not in ("scored", "not_scorable"):
        raise ValueError(f"status {status!r}")
    if source.kind != "sentiment" and value is not None and value < 0:
        raise ValueError(f"value {value!r}")
    return Score(status, source.scorer, source.revision, scored_at, value, label, reason)
