"""Whether a value can be a score of its kind, asked where a scorer's answer is accepted."""

from __future__ import annotations

from dataclasses import replace

from stereo_ja.scoring._score import Score
from stereo_ja.scoring._scorer import Kind

__all__ = ["is_legal", "legal"]


def is_legal(value: object, kind: Kind) -> bool:
    """A number in [0, 1] for toxicity; 1, 0 or -1 for sentiment."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return 0 <= value <= 1 if kind == "toxicity" else value in (-1, 0, 1)


def legal(score: Score, kind: Kind) -> Score:
    """The score; failed, with the reason, if no score of this kind can have its value."""
    if score.value is None or is_legal(score.value, kind):
        return score
    reason = f"{score.scorer} gave {score.value!r}, which is no {kind}"
    return replace(score, status="failed", value=None, label=None, reason=reason, also=())
