"""From polar words to positive, neutral or negative."""

from __future__ import annotations

from collections.abc import Sequence

from stereo_ja.scoring.lexicon._context import contrast, emphasised, negated
from stereo_ja.scoring.lexicon._match import Hit
from stereo_ja.scoring.lexicon._morphology import POTENTIAL, Token

__all__ = ["label", "polarity"]

BEFORE_CONTRAST = 0.4
"""Weight of words before an adversative: 味はいいが高い is a complaint."""
NEGATED = -0.8
EMPHASIS = 1.3
FRUSTRATION = 0.5
LATER = 0.3
"""Extra weight of the last polar word: 期待して損した ends badly."""
GLUE = 2
"""Morphemes between a polar word and a suffix that belongs to it (感情的になりやすい)."""
NEUTRAL_BAND = 0.25
"""Sums closer to 0 than this are neutral."""


def polarity(hits: Sequence[Hit], tokens: Sequence[Token], insults: float = 0.0) -> float:
    """Signed sum of the polar words; positive is favourable. No fixed range.

    Args:
        hits: Matches of the sentiment table in ``tokens``.
        tokens: The text.
        insults: Combined toxicity of the text in [0, 1], counted as negative words.
    """
    turn = contrast(tokens) if hits else 0
    total = -1.5 * insults
    previous: Hit | None = None
    for rank, hit in enumerate(hits, 1):
        glued = previous is not None and hit.start - previous.end <= GLUE
        previous = hit
        if hit.entry.when == "suffix" and glued:
            continue  # 壊れやすい is as bad as 壊れる, and 壊れにくい its denial.
        value = hit.entry.weight * (1.0 if hit.entry.group == "positive" else -1.0)
        if negated(tokens, hit.start, hit.end):
            value *= NEGATED
        elif emphasised(tokens, hit.start, hit.end):
            value *= EMPHASIS
        total += value * (BEFORE_CONTRAST if hit.end <= turn else 1.0 + LATER * rank / len(hits))
    return total - (FRUSTRATION if _frustrated(tokens, hits) else 0.0)


def _frustrated(tokens: Sequence[Token], hits: Sequence[Hit]) -> bool:
    # 干せない, 考えられない, できていない: what somebody cannot do is mostly a complaint.
    covered = {position for hit in hits for position in range(hit.start, hit.end)}
    for position in range(1, len(tokens)):
        token, before = tokens[position], tokens[position - 1]
        if token.lemma not in ("ない", "ず") or token.pos != "助動詞" or position in covered:
            continue
        if before.lemma in ("居る", "ます") and position > 1:
            before = tokens[position - 3] if before.lemma == "居る" else tokens[position - 2]
        if before.subpos == POTENTIAL or before.lemma in ("出来る", "られる", "れる"):
            return not negated(tokens, position, position + 1)
    return False


def label(total: float) -> str:
    """``positive``, ``neutral`` or ``negative``."""
    if abs(total) < NEUTRAL_BAND:
        return "neutral"
    return "positive" if total > 0 else "negative"
