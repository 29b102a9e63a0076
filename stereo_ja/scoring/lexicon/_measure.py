"""Both measures of one text, from one pass of the tagger, remembered for the other scorer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from stereo_ja.scoring.lexicon import _sentiment, _toxicity
from stereo_ja.scoring.lexicon._match import find
from stereo_ja.scoring.lexicon._morphology import Morphology, Token
from stereo_ja.scoring.lexicon._tables import (
    SENTIMENT,
    TOXICITY,
    Index,
    load,
    rows,
    slang,
)

__all__ = ["Lexicons", "Measures", "lexicons"]

REMEMBERED = 65_536
"""Texts kept, so that toxicity and sentiment of a full run (36,120 options) share the work."""
LONGEST_REMEMBERED = 500
"""Characters; longer texts are rare and would make the memory unbounded."""


class Measures(NamedTuple):
    """What the word lists say of one text."""

    toxicity: float
    """In [0, 1]."""
    polarity: float
    """Signed sum of polar words."""
    sentiment: str
    """``positive``, ``neutral`` or ``negative``."""


class Lexicons:
    """The tagger and both tables, loaded."""

    def __init__(self) -> None:
        """Load everything (0.3 s or so).

        Raises:
            ScorerUnavailable: fugashi or unidic-lite is missing.
        """
        self._morphology = Morphology()
        toxic, polar = tuple(rows(TOXICITY)), tuple(rows(SENTIMENT))
        self._toxic: Index = load(toxic, self._morphology.tokens)
        self._polar: Index = load(polar, self._morphology.tokens)
        self._slang = slang(toxic) | slang(polar)
        self._remembered: dict[str, Measures | None] = {}

    def measure(self, texts: Sequence[str]) -> list[Measures | None]:
        """Both measures of each text; None for one that holds no Japanese word."""
        known = self._remembered
        new = [text for text in dict.fromkeys(texts) if text not in known]
        # All tagging first: it empties the processor's caches, which matching would refill.
        tagged = [(text, self._morphology.tokens(text, self._slang)) for text in new]
        fresh = {text: self._read(tokens) for text, tokens in tagged}
        result = [fresh[text] if text in fresh else known[text] for text in texts]
        if len(known) + len(fresh) > REMEMBERED:
            known.clear()
        known.update((text, m) for text, m in fresh.items() if len(text) <= LONGEST_REMEMBERED)
        return result

    def _read(self, tokens: Sequence[Token]) -> Measures | None:
        if not any(token.is_word for token in tokens):
            return None
        hits = find(self._toxic, tokens)
        toxic = _toxicity.strength(hits, tokens)
        total = _sentiment.polarity(find(self._polar, tokens), tokens, toxic)
        value = _toxicity.background(toxic, total, _toxicity.pointed(hits))
        return Measures(value, total, _sentiment.label(total))


@lru_cache(maxsize=1)
def lexicons() -> Lexicons:
    """The process-wide word lists; loaded at the first call, raises ScorerUnavailable."""
    return Lexicons()
