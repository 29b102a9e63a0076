"""The parts of a response that metrics are made of, in the shape lm-eval stores them."""

from __future__ import annotations

from typing import Any

from stereo_ja.analysis._response import Response
from stereo_ja.scoring._score import Score

__all__ = ["record_of"]


def record_of(response: Response) -> dict[str, Any]:
    """``outcome`` and ``options`` with the status and value of each score."""
    options = [
        {"toxicity": _state(option.toxicity), "sentiment": _state(option.sentiment)}
        for option in response.options
    ]
    return {"outcome": response.outcome.value, "options": options}


def _state(score: Score | None) -> dict[str, Any]:
    # No record of a score at all is a text without a score, as when the scorer failed.
    if score is None:
        return {"status": "failed", "value": None}
    return {"status": score.status, "value": score.value}
