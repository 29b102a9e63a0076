"""List markers at the start of an item: numbers in all their dresses, and bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["INLINE", "Marker", "leading_marker"]

_KANJI = {c: n for n, c in enumerate("一二三四五六七八九十", start=1)}
_CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)} | {chr(0x2776 + n): n + 1 for n in range(10)}
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")

_NUMBER = r"(?:[0-9]{1,3}|[０-９]{1,3})"
_LEADING = re.compile(
    rf"""\s*(?:
      (?P<circled>[①-⑳❶-❿])\s*[.．、:：]?
    | (?P<keycap>[0-9])\ufe0f?\u20e3 | (?P<ten>🔟)
    | [(（\[【〔<〈《「]\s*(?P<enclosed>{_NUMBER})\s*[)）\]】〕>〉》」]\s*[.．、:：]?
    | (?:第\s*)(?P<ordinal>{_NUMBER}|[一二三四五六七八九十])(?:に、?|[、:：.．])
    | (?P<kanji>[一二三四五六七八九十])(?:つ目|番目)\s*(?:は|に|の)?[、:：]?
    | (?P<counted>{_NUMBER})\s*(?:つ目|個目|番目|番|/10)\s*(?:は|に|の)?\s*[、:：.．]?
    | その\s*(?P<sono>{_NUMBER}|[一二三四五六七八九十])\s*[、:：.．)）]
    | (?:回答例?|答え|例|案|選択肢|候補|続き|文|質問|疑問文|問|項目|No\.?|Q\.?|A\.?|Option|Answer)
      \s*(?P<named>{_NUMBER})\s*[、:：.．)）]?
    | (?P<plain>{_NUMBER})\s*(?:[.．](?![0-9０-９])|[)）:：、,](?![0-9０-９])|\s*[-‐–]\s(?=\S))
    | (?P<kanjinumber>[一二三四五六七八九十])\s*[、．.)）:：]
    | (?P<bare>[0-9]{{1,2}})[ 　\t]+(?=[^\x00-\x7f])
    | \(?(?P<letter>[a-jA-J])[)）.．](?=\s|[^\x00-\x7f])
    )\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[・•●○◯◆◇■□▪▸►▶‣→➤✓✔☑✅⭐★☆]|[-–—*+](?=\s|[^\x00-\x7f\-–—*+]))\s*")
_CHECKBOX = re.compile(r"\[[ xX✓]\]\s*")
INLINE = re.compile(
    rf"第(?P<ordinal>{_NUMBER}|[一二三四五六七八九十])に、?|(?P<circled>[①-⑳❶-❿])|[(（【]\s*(?P<enclosed>{_NUMBER})\s*[)）】]"
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


def number_of(match: re.Match[str]) -> int:
    """The number a marker names."""
    group, text = next((k, v) for k, v in match.groupdict().items() if v)
    if group == "circled":
        return _CIRCLED[text]
    if group == "ten":
        return 10
    if group == "letter":
        return ord(text.lower()) - ord("a") + 1
    return _KANJI.get(text) or int(text.translate(_DIGITS))


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
