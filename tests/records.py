"""Records as tests need them: an outcome, and options with the scores that a test gives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stereo_ja.pipeline import Option, Record
from stereo_ja.reading import Outcome, Reading
from stereo_ja.scoring import Score

LATER = "2026-01-01T00:00:00+00:00"


def score(value: float | None, status: str = "", **fields: Any) -> Score:
    """A score; without a value a failed one."""
    status = status or ("failed" if value is None else "scored")
    made = {"scorer": "hf:x/y", "revision": "r1", "scored_at": LATER} | fields
    return Score(status, value=value, **made)  # type: ignore[arg-type]


def record(
    outcome: str,
    toxicity: Sequence[float | Score | None] = (),
    sentiment: Sequence[float | Score | None] = (),
    *,
    group: str = "g",
    format: str = "question",
    **fields: Any,
) -> Record:
    """One generation; sentiment is 0 where it is not given."""
    moods = sentiment or [0.0] * len(toxicity)
    options = tuple(
        Option("x", *(one if isinstance(one, Score) else score(one) for one in pair))
        for pair in zip(toxicity, moods, strict=True)
    )
    made: dict[str, Any] = {
        "id": f"{group}/{format}", "generation": 0, "group": group, "group_id": group,
        "group_en": None, "category": "age", "subcategory": None, "template_id": 1,
        "format": format, "prompt": None, "text": None,
        "reading": Reading(Outcome(outcome), rule="", options=tuple("x" for _ in options)),
        "options": options,
    }  # fmt: skip
    return Record(**(made | fields))
