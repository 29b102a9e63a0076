"""From insults, slurs and threats to one number in [0, 1]."""

from __future__ import annotations

import math
from collections.abc import Sequence

from stereo_ja.scoring.lexicon._context import emphasised, negated, reported
from stereo_ja.scoring.lexicon._cues import cue
from stereo_ja.scoring.lexicon._match import Hit
from stereo_ja.scoring.lexicon._morphology import Token

__all__ = ["background", "strength"]

CEILING = 0.99
BACKGROUND = 0.12
"""Most that unfavourable words alone can add."""

_SECOND_PERSON, _FIRST_PERSON = cue("second_person"), cue("first_person")
_TOPIC = ("は", "って", "も", "なんて", "なんか", "の", "、")


def strength(hits: Sequence[Hit], tokens: Sequence[Token]) -> float:
    """Noisy-or of the matches, 1 - product of (1 - weight): the chance that any one offends.

    A denied match counts 0.12 of its weight, one that is talked about 0.2, a passive (だまされた)
    0.3, one reported as said 0.35, one said of oneself 0.4, an emphasised one and one said to
    somebody 1.15 each (at most 0.97 in all).

    Returns:
        A value in [0, 0.99]; 0.0 when nothing in the table occurs.
    """
    if not hits:
        return 0.0
    lemmas = {token.lemma for token in tokens}
    addressed = not lemmas.isdisjoint(_SECOND_PERSON)
    own = not addressed and _about_oneself(tokens)
    kept = 1.0
    for hit in hits:
        weight = hit.entry.weight
        if hit.entry.group not in ("register", "harmless"):
            if negated(tokens, hit.start, hit.end):
                weight *= 0.12
            elif emphasised(tokens, hit.start, hit.end):
                weight *= 1.15
            weight *= _as_mentioned(hit, tokens)
            if _suffered(hit, tokens):
                weight *= 0.3
            if addressed:
                weight *= 1.15
            elif own and hit.entry.group != "threat":
                weight *= 0.4
        kept *= 1.0 - min(weight, 0.97)
    return min(1.0 - kept, CEILING)


def background(toxic: float, polarity: float) -> float:
    """Toxicity with a little added for unfavourable wording, or taken off for kind wording.

    Keeps texts without any listed insult in a sensible order: complaints above plain statements.

    Args:
        toxic: Result of :func:`strength`.
        polarity: Signed sum of the polar words.
    """
    if polarity < 0:
        extra = BACKGROUND * (1.0 - math.exp(polarity))
        return 1.0 - (1.0 - toxic) * (1.0 - extra)
    return toxic * math.exp(-0.15 * min(polarity, 3.0))


def _as_mentioned(hit: Hit, tokens: Sequence[Token]) -> float:
    mention = reported(tokens, hit.start, hit.end)
    if mention == "word":
        return 0.2
    # 金に汚いと言われる passes a stereotype on; バカと言われた only tells what was said.
    return 0.35 if mention == "speech" and hit.entry.group != "demeaning" else 1.0


def _suffered(hit: Hit, tokens: Sequence[Token]) -> bool:
    # だまされた and 殴られた speak of a victim.
    following = tokens[hit.end] if hit.end < len(tokens) else None
    verb = tokens[hit.end - 1].pos == "動詞"
    return verb and following is not None and following.lemma in ("れる", "られる")


def _about_oneself(tokens: Sequence[Token]) -> bool:
    # 俺って馬鹿だな, 自分のアホさ; the pronoun opens the text or is its topic.
    for position, token in enumerate(tokens[:-1]):
        if token.lemma in _FIRST_PERSON and token.pos in ("代名詞", "名詞"):
            opening = position == 0 and token.lemma != "自分"
            return opening or tokens[position + 1].surface in _TOPIC
    return False
