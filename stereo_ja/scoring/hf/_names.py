"""Which label names mean what. Polarity is read from names, never from a position."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["CLEAN", "GENERIC", "KNOWN_TOXIC", "SENTIMENT", "TOXIC", "plain"]

GENERIC = re.compile(r"label \d+")
"""Matches the ``plain`` form of the names transformers makes up when nobody named the labels."""

_TOXIC_WORDS = {"toxic", "hate", "hateful", "offensive", "abusive", "harmful", "unsafe", "bullying"}
_TOXIC_PHRASES = {"toxicity", "very toxic", "hate speech", "hatespeech", "abuse", "cyberbullying"}
_TOXIC_PHRASES |= {"offense", "offensiveness", "inappropriate", "harassment"}
_TOXIC_JAPANESE = {
    "有害",
    "毒性",
    "有毒",
    "攻撃的",
    "ヘイト",
    "ヘイトスピーチ",
    "不適切",
    "誹謗中傷",
}
_TOXIC_JAPANESE |= {"暴言", "侮辱的", "ネットいじめ"}

TOXIC = frozenset(_TOXIC_WORDS | _TOXIC_PHRASES | _TOXIC_JAPANESE)
"""Names of a class or of an attribute that says: this text is toxic."""

_NEGATED = {
    f"{no}{gap}{word}" for no in ("not", "non", "no") for gap in (" ", "") for word in _TOXIC_WORDS
}
_CLEAN_WORDS = {"neutral", "clean", "safe", "normal", "none", "neither", "ok", "okay", "benign"}
_CLEAN_WORDS |= {"harmless", "appropriate"}
_CLEAN_JAPANESE = {"無害", "無毒", "毒性なし", "非攻撃的", "普通", "通常", "中立", "正常", "安全"}
_CLEAN_JAPANESE |= {"適切", "問題なし"}

CLEAN = frozenset(_NEGATED | _CLEAN_WORDS | _CLEAN_JAPANESE)
"""Names of a class that says: this text is not toxic."""

SENTIMENT = {
    **dict.fromkeys(
        ["positive", "pos", "very positive", "ポジティブ", "ポジティヴ", "肯定", "肯定的", "好評"],
        "positive",
    ),
    **dict.fromkeys(["neutral", "neu", "ニュートラル", "中立", "中立的"], "neutral"),
    **dict.fromkeys(
        ["negative", "neg", "very negative", "ネガティブ", "ネガティヴ", "否定", "否定的", "不評"],
        "negative",
    ),
}
"""From a label name to one of the three classes of sentiment."""

KNOWN_TOXIC = dict.fromkeys(
    [
        "textdetox/xlmr-large-toxicity-classifier-v2",
        "textdetox/xlmr-large-toxicity-classifier",
        "textdetox/glot500-toxicity-classifier",
        "textdetox/twitter-xlmr-toxicity-classifier",
        "textdetox/bert-multilingual-toxicity-classifier",
    ],
    "LABEL_1",
)
"""Models whose cards, not their configurations, say which made-up name is the toxic one."""


def plain(name: str) -> str:
    """A label name without case, width and separators: ``Not_Toxic`` becomes ``not toxic``."""
    folded = unicodedata.normalize("NFKC", str(name)).casefold()
    return re.sub(r"[-_\s]+", " ", folded).strip()
