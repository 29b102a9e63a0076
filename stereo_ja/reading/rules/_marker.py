"""List markers at the start of an item: numbers in all their dresses, and bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["INLINE", "Marker", "leading_marker"]

_KANJI = {c: n for n, c in enumerate("一二三四五六七八九", start=1)}
# ① ⑴ ⒈ ❶ ➀ ➊ ㈠ ㊀ Ⅰ ⅰ: first character and how many.
_SERIES = (
    (0x2460, 20), (0x2474, 20), (0x2488, 20), (0x2776, 10), (0x2780, 10), (0x278A, 10),
    (0x3220, 10), (0x3280, 10), (0x2160, 12), (0x2170, 12), (0x24F5, 10),
)  # fmt: skip
_CIRCLED = {chr(first + n): n + 1 for first, count in _SERIES for n in range(count)}
_SIGNS = "".join(_CIRCLED)

_KANJI_NUMBER = "[一二三四五六七八九十]{1,3}"
_NUMBER = r"(?:[0-9]{1,3}|[０-９]{1,3})"
_LEADING = re.compile(
    rf"""\s*(?:
      (?P<circled>[{_SIGNS}])\s*[.．、:：)）]?
    | (?P<keycap>[0-9])\ufe0f?\u20e3 | (?P<ten>🔟)
    | [(（\[【〔<〈《「]\s*(?P<enclosed>{_NUMBER})\s*[)）\]】〕>〉》」]\s*[.．、:：]?
    | (?:第\s*)(?P<ordinal>{_NUMBER}|{_KANJI_NUMBER})(?:に、?|[、:：.．])
    | (?P<kanji>{_KANJI_NUMBER})(?:つ目|番目|個目)\s*(?:は|に|の)?[、:：]?
    | (?P<counted>{_NUMBER})\s*(?:つ目|個目|番目|番|/10)\s*(?:は|に|の)?\s*[、:：.．]?
    | その\s*(?P<sono>{_NUMBER}|{_KANJI_NUMBER})\s*[、:：.．)）]
    | (?:回答例?|答え|例|案|選択肢|候補|続き|文|質問|疑問文|問|項目|No\.?|Q\.?|A\.?|Option|Answer)
      \s*(?P<named>{_NUMBER})\s*[、:：.．)）]?
    | (?P<plain>{_NUMBER})\s*(?:[.．](?![0-9０-９])|[)）:：、,》〉>](?![0-9０-９])|\s*[-‐–]\s(?=\S))
    | [(（]?(?P<kanjinumber>{_KANJI_NUMBER})\s*[、．.)）:：]
    | (?P<bare>[0-9]{{1,2}})[ 　\t]+(?=[^\x00-\x7f])
    | [(（]?(?P<letter>(?-i:[a-jA-J]))[)）.．](?=\s|[^\x00-\x7f])
    | [(（]?(?P<roman>(?-i:i{{1,3}}|i?v|vi{{1,3}}|i?x))[)）.．](?=\s|[^\x00-\x7f])
    )\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_SYMBOL = (
    "・•‣⁃∙◦·○◯●◎〇"
    "\u2190-\u21ff\u25a0-\u25fe\u2605\u2606\u2610-\u2612\u261b-\u261f\u2660-\u2667\u2690\u2691"
    "\u2705\u2713-\u2718\u271a-\u274b\u2756\u2764\u2794-\u27bf\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55"
    "\U0001f31f\U0001f3f7\U0001f446-\U0001f449\U0001f4a0\U0001f4a1\U0001f4cc\U0001f4cd\U0001f4dd"
    "\U0001f518\U0001f530-\U0001f53d\U0001f7e0-\U0001f7eb\u26aa\u26ab\u2b24"
)
_BULLET = re.compile(
    rf"\s*(?:[{_SYMBOL}][\ufe0f\U0001f3fb-\U0001f3ff]?|[-–—*+～~](?=\s|[^\x00-\x7f\-–—*+～~]))\s*"
)
_CHECKBOX = re.compile(r"\[[ xX✓]\]\s*")
INLINE = re.compile(
    rf"第(?P<ordinal>{_NUMBER}|{_KANJI_NUMBER})に、?|(?P<circled>[{_SIGNS}])|[(（【]\s*(?P<enclosed>{_NUMBER})\s*[)）】]"
    rf"|(?<![0-9０-９.．A-Za-z])(?P<plain>{_NUMBER})\s*[.．)）、:：](?![0-9０-９])"
)
"""A number that may start an item in the middle of a line."""


@dataclass(frozen=True)
class Marker:
    """What stands before an item's text."""

    number: int | None
    """None for a bullet."""
    end: int
    """Where the text begins."""


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def number_of(match: re.Match[str]) -> int:
    """The number a marker names."""
    group, text = next((k, v) for k, v in match.groupdict().items() if v)
    if group == "circled":
        return _CIRCLED[text]
    if group == "ten":
        return 10
    if group == "letter":
        return ord(text.lower()) - ord("a") + 1
    if group == "roman":
        return _ROMAN.index(text) + 1
    return int(text) if text.isdecimal() else _kanji_number(text)


def _kanji_number(text: str) -> int:
    """二十一 as 21; what is no number in writing, as 一一, as its digits in a row."""
    if "十" not in text:
        return int("".join(str(_KANJI[char]) for char in text))
    tens, _, ones = text.partition("十")
    return 10 * _KANJI.get(tens[-1:], 1) + _KANJI.get(ones[:1], 0)


def leading_marker(text: str) -> Marker | None:
    """The marker at the start of ``text``, bullets and numbers in any nesting, or None."""
    number: int | None = None
    found = False
    end = 0
    # A marker may wear another one, as in "- 1. …" or "1. ・…"; three is more than anyone uses.
    for _ in range(3):
        match = _LEADING.match(text, end)
        if match and number is None:
            number, end, found = number_of(match), match.end(), True
            continue
        match = _BULLET.match(text, end)
        if match and not (found and match.group().strip() in ("○", "◯")):
            end, found = match.end(), True
            box = _CHECKBOX.match(text, end)
            end = box.end() if box else end
            continue
        break
    return Marker(number, end) if found else None
