"""Whether a text is Japanese, decided from its scripts alone."""

from __future__ import annotations

import re

from stereo_ja.reading.paper._language import is_japanese

__all__ = ["KANA", "all_foreign", "is_foreign"]

KANA = re.compile("[ぁ-ゖァ-ヺｦ-ﾝー]")
_LETTER = re.compile(r"[^\W\d_]")
_STEM = re.compile('^[「『"]?(?:は|が)?(?:なぜ|いつも|皆|みんな|とても)*')
ENOUGHKANA = 0.25


def is_foreign(text: str, group: str) -> bool:
    """Whether one option, without the group term, is clearly in another language."""
    rest = _behind_stem(text, group)
    letters = len(_LETTER.findall(rest))
    if letters and len(KANA.findall(rest)) >= ENOUGHKANA * letters:
        return False
    return is_japanese([rest], "") is False


def all_foreign(options: list[str], group: str) -> bool:
    """Whether the options, taken together, are not Japanese.

    Single short lines without kana may be either language; ten of them are not Japanese.
    """
    return is_japanese([_behind_stem(option, group) for option in options], "") is False


def _behind_stem(text: str, group: str) -> str:
    """``text`` without group term and stem, which come from the prompt."""
    if group and group in text:
        text = text.replace(group, "", 1)
    return _STEM.sub("", text, count=1)
