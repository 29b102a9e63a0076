"""What a stored score is a score of."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from stereo_ja.scoring._scorer import Scorer

__all__ = ["Source", "sources_of", "text_hash"]


@dataclass(frozen=True, order=True)
class Source:
    """Everything but the text that a score depends on."""

    scorer: str
    revision: str | None
    attribute: str
    """What was measured: ``toxicity``, ``sentiment``, or a service's own name (``TOXICITY``)."""
    language: str | None

    @property
    def kind(self) -> str:
        """``toxicity``, ``sentiment``, or another attribute in lower case."""
        return self.attribute.lower()


def text_hash(text: str) -> bytes:
    """SHA-256 over the UTF-8 of the text exactly as it was scored (32 bytes).

    Half surrogates, which UTF-8 does not have, are encoded as Python's ``surrogatepass`` does.
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def sources_of(scorer: Scorer) -> list[Source]:
    """One source for each attribute of a scorer, the score's own first."""
    return [
        Source(scorer.name, scorer.revision, attribute, scorer.language)
        for attribute in scorer.attributes
    ]
