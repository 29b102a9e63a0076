"""Whether a text is Japanese, decided from its scripts alone."""

from __future__ import annotations

import re

from stereo_ja.reading.paper._language import is_japanese

__all__ = ["all_foreign", "is_foreign"]

_KANA = re.compile("[ぁ-ゖァ-ヺｦ-ﾝー]")
_LETTER = re.compile(r"[^\W\d_]")
ENOUGH_KANA = 0.25


def is_foreign(text: str, group: str) -> bool:
    """Whether one option, without the group term, is clearly in another language."""
    rest = text.replace(group, "", 1) if group else text
    letters = len(_LETTER.findall(rest))
    if letters and len(_KANA.findall(rest.removeprefix("は"))) >= ENOUGH_KANA * letters:
        return False
    return is_japanese([text], group) is False


def all_foreign(options: list[str], group: str) -> bool:
    """Whether the options, taken together, are not Japanese.

    Single short lines without kana may be either language; ten of them are not Japanese.
    """
    return is_japanese(options, group) is False
