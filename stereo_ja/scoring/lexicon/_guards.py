"""Subjects under which a listed word is mostly no attack: games, the kitchen, illness, pets."""

from __future__ import annotations

from collections.abc import Sequence

from stereo_ja.scoring.lexicon._cues import cue
from stereo_ja.scoring.lexicon._match import Hit
from stereo_ja.scoring.lexicon._morphology import Token

__all__ = ["innocent", "within_word"]

Tokens = Sequence[Token]

_GUARDS = (
    (("threat",), cue("game"), 0.25),
    (("threat", "dehumanising", "slur", "sexual", "insult"), cue("kitchen"), 0.3),
    (("threat", "dehumanising", "slur", "sexual"), cue("clinic"), 0.4),
    (("dehumanising", "slur", "insult", "sexual"), cue("creature"), 0.4),
    (("slur", "insult", "demeaning", "dehumanising"), cue("fond"), 0.4),
    (("threat", "slur", "insult", "sexual", "dehumanising"), cue("lesson"), 0.3),
    (("threat", "dehumanising", "insult", "profanity"), cue("computing"), 0.3),
)
"""Classes of entries, words that show the subject, and what is left of the weight."""


def innocent(group: str, lemmas: set[str]) -> float:
    """What is left of the weight of a ``group`` entry, given all ``lemmas`` of the text."""
    left = 1.0
    for groups, words, factor in _GUARDS:
        if group in groups and not words.isdisjoint(lemmas):
            left = min(left, factor)
    return left


def within_word(hit: Hit, tokens: Tokens) -> bool:
    """Whether a katakana entry is a piece of a longer katakana word: レズ in レズノア."""
    if not all(token.katakana for token in tokens[hit.start : hit.end]):
        return False
    before = hit.start > 0 and tokens[hit.start - 1].katakana
    return before or (hit.end < len(tokens) and tokens[hit.end].katakana)
