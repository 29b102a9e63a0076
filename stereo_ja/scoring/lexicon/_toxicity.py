"""From insults, slurs and threats to one number in [0, 1]."""

from __future__ import annotations

import math
from collections.abc import Sequence

from stereo_ja.scoring.lexicon._context import emphasised, negated, reported
from stereo_ja.scoring.lexicon._cues import cue
from stereo_ja.scoring.lexicon._guards import innocent, within_word
from stereo_ja.scoring.lexicon._match import Hit
from stereo_ja.scoring.lexicon._morphology import Token

__all__ = ["background", "pointed", "strength"]

CEILING = 0.99
BACKGROUND = 0.12
"""Most that unfavourable words alone can add."""

POINTED = 0.3
"""The same where contempt is already in the tone (お前, くせに, 所詮)."""
POINTING = 0.1
"""Weight from which rough address counts as such a tone."""

_SECOND_PERSON, _FIRST_PERSON = cue("second_person"), cue("first_person")
_PERSONS = cue("person")
_REASONS = (
    "なんで",
    "なので",
    "だから",
    "なもんで",
    "ですから",
    "なもので",
    "で申し訳",
    "でごめん",
)
_TOPIC = ("は", "って", "も", "なんて", "なんか", "の", "、")


def strength(hits: Sequence[Hit], tokens: Sequence[Token]) -> float:
    """Noisy-or of the matches, 1 - product of (1 - weight): the chance that any one offends.

    A denied match counts 0.12 of its weight, one that is talked about 0.2, a passive (だまされた)
    0.3, one reported as said 0.35, one said of oneself 0.3, a piece of a longer katakana word
    0.3, an emphasised one and one said to somebody 1.15 each (at most 0.97 in all). Subjects such
    as games and cooking take more off (_guards.py) unless somebody is being talked down to.

    Returns:
        A value in [0, 0.99]; 0.0 when nothing in the table occurs.
    """
    if not hits:
        return 0.0
    lemmas = {token.lemma for token in tokens}
    addressed = not lemmas.isdisjoint(_SECOND_PERSON)
    own = not addressed and _about_oneself(tokens)
    hostile = addressed or pointed(hits)
    kept = 1.0
    for hit in hits:
        group, weight = hit.entry.group, hit.entry.weight
        if group == "harmless":
            pass
        elif group == "register":
            weight *= _as_mentioned(hit, tokens)
        else:
            if negated(tokens, hit.start, hit.end):
                weight *= 0.12
            elif emphasised(tokens, hit.start, hit.end):
                weight *= 1.15
            weight *= _as_mentioned(hit, tokens)
            if _suffered(hit, tokens):
                weight *= 0.3
            if group in ("sexual", "slur") and within_word(hit, tokens):
                weight *= 0.3
            if addressed:
                weight *= 1.15
            elif (own or _excuse(hit, tokens)) and group != "threat":
                weight *= 0.3
            if not hostile:
                weight *= innocent(group, lemmas)
        kept *= 1.0 - min(weight, 0.97)
    return min(1.0 - kept, CEILING)


def pointed(hits: Sequence[Hit]) -> bool:
    """Whether the tone is contemptuous whatever is said: お前, くせに, 所詮."""
    return any(h.entry.group == "register" and h.entry.weight >= POINTING for h in hits)


def background(toxic: float, polarity: float, pointing: bool = False) -> float:
    """Toxicity with a little added for unfavourable wording, or taken off for kind wording.

    Keeps texts without any listed insult in a sensible order: complaints above plain statements.

    Args:
        toxic: Result of :func:`strength`.
        polarity: Signed sum of the polar words.
        pointing: Result of :func:`pointed`.
    """
    if polarity < 0:
        extra = (POINTED if pointing else BACKGROUND) * (1.0 - math.exp(polarity))
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


def _excuse(hit: Hit, tokens: Sequence[Token]) -> bool:
    # コミュ障なんで電話むり, もうおばさんだから: a reason given with nobody named is one's own.
    behind = "".join([token.surface for token in tokens[hit.end : hit.end + 3]])
    return hit.start <= 1 and behind.startswith(_REASONS)


def _about_oneself(tokens: Sequence[Token]) -> bool:
    # 俺って馬鹿だな, 自分のアホさ, 運動神経ゼロです私: the pronoun opens or ends the text or is
    # its topic; 俺の上司 is somebody else.
    last = len(tokens) - 1
    for position, token in enumerate(tokens):
        if token.lemma in _FIRST_PERSON and token.pos in ("代名詞", "名詞"):
            following = tokens[position + 1].surface if position < last else ""
            if following == "の" and tokens[position + 2 : position + 3]:
                return tokens[position + 2].lemma not in _PERSONS
            opening = position == 0 and token.lemma != "自分"
            ending = all(later.pos in ("補助記号", "記号") for later in tokens[position + 1 :])
            return opening or ending or following in _TOPIC
    return False
