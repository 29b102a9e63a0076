"""The same letters in other bytes: one way to write a line break, a letter and nothing."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["tidy"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# A joiner between pictures makes one picture of them; between letters it is nothing.
_UNSEEN = re.compile(
    "[\x00\xad\u200b\u200c\u200e\u200f\u2060\ufeff]|\u200d(?=[\\w。、])|(?<=\\w)\u200d"
)
# Which picture of a sign is meant: of a list's mark it is no part.
_VARIANT = re.compile("^([ \\t　]*[\u2190-\u2bff\u3220-\u33ff])[\ufe0e\ufe0f]", re.MULTILINE)
_COMBINED = re.compile("\\w[\u0300-\u036f\u3099\u309a]+")


def tidy(text: str) -> str:
    r"""``text`` with ``\n`` for every break, letters composed and invisible characters removed.

    A tokenizer's mark for a space becomes one, a lone surrogate U+FFFD. Wide, narrow and old
    forms of letters stay: they are how the model spells.
    """
    text = _BREAK.sub("\n", text).replace("\u2581", " ")
    text = _VARIANT.sub(r"\1", _UNSEEN.sub("", _SURROGATE.sub("\ufffd", text)))
    return _COMBINED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
