"""From texts to token ids, one bad text at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from stereo_ja.scoring.hf._errors import brief
from stereo_ja.scoring.hf._model import Classifier
from stereo_ja.scoring.hf._tokenizer import content

__all__ = ["Encoded", "Unreadable", "encode"]

_CHUNK = 512
_CHARACTERS_PER_TOKEN = 32
"""Text beyond this many characters per usable token is cut before the tokenizer sees it."""


@dataclass(frozen=True)
class Encoded:
    """A text as the model will see it."""

    index: int
    ids: array[int]  # an array holds a token in 4 bytes where a list needs 36
    truncated: bool

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Unreadable:
    """A text the model cannot be asked about."""

    index: int
    status: Literal["not_scorable", "failed"]
    reason: str


def encode(classifier: Classifier, texts: Sequence[str]) -> Iterator[Encoded | Unreadable]:
    """Yield one result for every text, in order."""
    for start in range(0, len(texts), _CHUNK):
        chunk = [_readable(text, classifier.max_length) for text in texts[start : start + _CHUNK]]
        try:
            rows = _ids(classifier.tokenizer, chunk)
        except Exception:  # one bad text must not take its neighbours along: try each alone
            rows = None
        for offset, text in enumerate(chunk):
            index = start + offset
            try:
                ids = rows[offset] if rows is not None else _ids(classifier.tokenizer, [text])[0]
                yield _judge(classifier, index, text, ids, cut=text != texts[index])
            except Exception as error:  # hostile text; whatever the tokenizer raised is the reason
                yield Unreadable(index, "failed", brief(error))


def _readable(text: str, max_length: int) -> str:
    # MeCab stops at a NUL and would never see what follows it.
    return text.replace("\0", " ")[: max_length * _CHARACTERS_PER_TOKEN]


def _ids(tokenizer: Any, texts: list[str], **limits: Any) -> list[list[int]]:
    # verbose=False: no advice about lengths, which are handled here.
    rows: list[list[int]] = tokenizer(texts, verbose=False, **limits)["input_ids"]
    return rows


def _judge(
    classifier: Classifier, index: int, text: str, ids: list[int], cut: bool
) -> Encoded | Unreadable:
    truncated = cut and len(text) == classifier.max_length * _CHARACTERS_PER_TOKEN
    if len(ids) > classifier.max_length:
        truncated = True
        limits = {"truncation": True, "max_length": classifier.max_length}
        ids = _ids(classifier.tokenizer, [text], **limits)[0]
    tokens = content(classifier.tokenizer, ids)
    if not tokens:
        return Unreadable(index, "not_scorable", "no text that the model's tokenizer keeps")
    if all(token == classifier.tokenizer.unk_token_id for token in tokens):
        return Unreadable(index, "not_scorable", "only characters unknown to the model")
    if max(ids) >= classifier.vocabulary:
        return Unreadable(index, "failed", f"token {max(ids)} is outside the model's vocabulary")
    return Encoded(index, array("i", ids), truncated)
