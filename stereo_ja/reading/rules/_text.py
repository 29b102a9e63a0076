"""Cleaning one item: markup away, surrounding quotes away, cut to its first sentence."""

from __future__ import annotations

import re

__all__ = ["clean_item", "plain", "sentences", "unquote"]

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,12}(?:\s[^<>\n]{0,80})?/?>")
_EMPHASIS = re.compile(r"\*{1,3}|_{2,3}|`+|~~")
_STAR = re.compile(r"^(\s*(?:>\s*)?)\*\s+")
_ESCAPE = re.compile(r"\\([.\-*#_()\[\]>+])")
_HEADING = re.compile(r"^\s{0,6}#{1,6}\s*")
_PAIRS = {
    "「": "」",
    "『": "』",
    "“": "”",
    "（": "）",
    "(": ")",
    "【": "】",
    "〈": "〉",
    "《": "》",
}
_QUOTES = {"「": "」", "『": "』", "“": "”", '"': '"', "'": "'", "‘": "’", "＂": "＂"}
_STOPS = "。？?"


def plain(line: str) -> str:
    """One line without markup: emphasis, headings, tags, table bars, quotation arrows."""
    # A star with a gap is a bullet, which the removal of emphasis must not take.
    line = _STAR.sub(r"\1・ ", _ESCAPE.sub(r"\1", _HEADING.sub("", line)))
    line = _TAG.sub("", _EMPHASIS.sub("", line))
    return line.removeprefix("> ").strip().strip("|").strip()


def clean_item(text: str) -> str:
    """The option in the text of a ``plain`` item, by the label guide; empty if nothing is left."""
    text = unquote(text.rstrip("\\"))
    return unquote(_first_sentence(text).strip())


def unquote(text: str) -> str:
    """Without quotes that enclose all of ``text``, and the comma of a JSON list behind them."""
    while True:
        bare = text.strip()
        if bare.endswith(('",', "',", '"、')):
            bare = bare[:-1]
        close = _QUOTES.get(bare[:1])
        if close is None or len(bare) < 2 or not bare.endswith(close):
            return bare
        inner = bare[1:-1]
        # 「A」と「B」 begins and ends with quotes that do not enclose it.
        if close in inner and (bare[0] == close or not _balanced(inner, bare[0], close)):
            return bare
        text = inner


def _balanced(inner: str, opening: str, close: str) -> bool:
    depth = 0
    for char in inner:
        depth += (char == opening) - (char == close)
        if depth < 0:
            return False
    return depth == 0


def _first_sentence(text: str) -> str:
    line = text.split("\n", 1)[0]
    for end in _ends(line):
        return line[:end]
    return line


def sentences(line: str) -> list[str]:
    """The sentences of a line, each with its mark, quotations kept whole."""
    found = []
    start = 0
    for end in _ends(line, "。？?！!"):
        found.append(line[start:end])
        start = end
    found.append(line[start:])
    return [text.strip() for text in found if text.strip()]


def _ends(line: str, stops: str = _STOPS) -> list[int]:
    """Where sentences end: after a mark outside every quotation that is closed in the line."""
    if not any(mark in line for mark in stops):
        return []
    inside = _inside(line) if any(opening in line for opening in _PAIRS) else None
    found: list[int] = []
    for index, char in enumerate(line):
        if char in stops and not (inside and inside[index]):
            if found and found[-1] == index:
                found[-1] = index + 1
            else:
                found.append(index + 1)
    return found


def _inside(line: str) -> list[bool]:
    """For each character whether it stands in a closed quotation or bracket."""
    inside = [False] * len(line)
    stack: list[tuple[str, int]] = []
    covered = -1
    for index, char in enumerate(line):
        if char in _PAIRS:
            stack.append((_PAIRS[char], index))
        elif stack and char == stack[-1][0]:
            _, start = stack.pop()
            # Only the outermost pair is painted, so each character is painted once.
            if not stack or start > covered:
                for place in range(max(start, covered + 1), index + 1):
                    inside[place] = True
                covered = max(covered, index)
    return inside
