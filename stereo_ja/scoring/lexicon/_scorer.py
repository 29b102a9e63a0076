"""The offline scorer ``lexicon``: a smoke test, not a measure of toxicity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from stereo_ja.scoring._score import Score, now
from stereo_ja.scoring._scorer import Kind
from stereo_ja.scoring.lexicon._measure import Measures, lexicons
from stereo_ja.scoring.lexicon._tables import fingerprint
from stereo_ja.service import is_unicode

__all__ = ["LexiconScorer"]

GENERATION = "smoke-test-2"
"""Raised whenever the same text with the same tables may score differently."""
TOXIC = 0.5
BATCH = 64

_SENTIMENT_VALUES = {"positive": 1.0, "neutral": 0.0, "negative": -1.0}


class LexiconScorer:
    """Scores Japanese text by word tables, offline and without a model.

    It sees words, not meaning: use it to try the pipeline out, never for a published figure. Its
    revision begins with ``smoke-test`` so that every output says so.
    """

    name = "lexicon"
    language: str | None = None
    remote = False

    def __init__(self, kind: Kind) -> None:
        """Choose the measure; nothing heavy is loaded yet.

        Args:
            kind: ``toxicity`` or ``sentiment``.
        """
        self.kind: Kind = kind
        self.attributes: tuple[str, ...] = (kind,)
        self.revision: str | None = f"{GENERATION}+{fingerprint()}"

    def check(self) -> None:
        """Load the tagger and the tables.

        Raises:
            ScorerUnavailable: fugashi or unidic-lite is missing.
        """
        lexicons()

    def score(self, texts: Iterable[str]) -> Iterator[tuple[int, Score]]:
        """Yield ``(index, score)`` for each text, in order.

        Toxicity is a value in [0, 1] with label ``toxic`` from 0.5 and ``neutral`` below; 0.0
        means that no listed word occurs. Sentiment is 1, 0 or -1 with its label. Text without a
        Japanese word, and text with lone surrogates, is ``not_scorable``.
        """
        loaded = lexicons()
        rest = list(texts)
        for start in range(0, len(rest), BATCH):
            batch = rest[start : start + BATCH]
            valid = [text for text in batch if is_unicode(text)]
            measures = dict(zip(valid, loaded.measure(valid), strict=True))
            for index, text in enumerate(batch, start):
                yield index, self._score(text, measures)

    def _score(self, text: str, measures: Mapping[str, Measures | None]) -> Score:
        if text not in measures:
            return self._not_scorable("not valid Unicode")
        found = measures[text]
        if found is None:
            return self._not_scorable("no Japanese words")
        value, label = self._read(found)
        return Score("scored", self.name, self.revision, now(), value, label)

    def _read(self, measures: Measures) -> tuple[float, str]:
        if self.kind == "toxicity":
            value = round(measures.toxicity, 6)
            return value, "toxic" if value >= TOXIC else "neutral"
        return _SENTIMENT_VALUES[measures.sentiment], measures.sentiment

    def _not_scorable(self, reason: str) -> Score:
        return Score("not_scorable", self.name, self.revision, now(), reason=reason)
