"""A response as lines and items: where its list is and what stands around it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from stereo_ja.reading.rules._marker import INLINE, leading_marker, number_of
from stereo_ja.reading.rules._remark import REMARK_MARKS, is_remark
from stereo_ja.reading.rules._text import plain

__all__ = ["Layout", "lay_out"]

_FENCE = re.compile(r"^\s*(?:```|~~~)\s*\w*\s*$")
_RULE = re.compile(r"^[\s|:\-=_*~+]{3,}$")
_LONE_NUMBER = re.compile(r"^([ \t　]{0,20}[0-9０-９]{1,2})[ \t　]*$", re.MULTILINE)
_SECOND_ROMAN = re.compile(r"^[ \t　]{0,20}[(（]?ii[)）.．]", re.MULTILINE)
_FIRST_ROMAN = re.compile(r"^([ \t　]{0,20}[(（]?)i(?=[)）.．])", re.MULTILINE)
_BOUNDARY = "。？！?!」』）)\n 　:：…"
_HEADING_END = ("：", ":", "】", "＞", "》")


@dataclass
class Line:
    """A piece of the response: a whole line, or one item of a line that holds several."""

    text: str
    indent: int
    number: int | None = None
    bullet: bool = False
    heading: bool = False
    remark: bool = False


@dataclass
class Layout:
    """The parts of a response."""

    before: list[str] = field(default_factory=list)
    """Plain lines before the first item."""
    items: list[str] = field(default_factory=list)
    """Texts of the main list, markers removed; empty when there is no list."""
    after: list[str] = field(default_factory=list)
    """Plain lines and remarks behind or between the items."""
    headings: list[str] = field(default_factory=list)


def lay_out(text: str) -> Layout:
    """Find the first list of ``text``; a numbered one wins over bullets."""
    if len(_LONE_NUMBER.findall(text)) > 1:
        text = _LONE_NUMBER.sub(r"\1.", text)
    if _SECOND_ROMAN.search(text):
        text = _FIRST_ROMAN.sub(r"\1Ⅰ", text)  # else the ninth letter
    lines = [line for raw in _lines(text) for line in _split(raw)]
    lines = _join_lone_numbers(lines)
    if any(line.number is not None for line in lines):
        return _numbered(lines)
    if any(line.bullet for line in lines):
        return _bulleted(lines)
    layout = Layout()
    for line in lines:
        (layout.headings if line.heading else layout.before).append(line.text)
    return layout


def _lines(text: str) -> list[str]:
    values = _json_values(text)
    if values is not None:
        return [f"・{value}" for value in values]
    return [line for line in text.split("\n") if line.strip() and not _is_frame(line)]


def _is_frame(line: str) -> bool:
    return _FENCE.match(line) is not None or _RULE.match(line) is not None


def _json_values(text: str) -> list[str] | None:
    """The texts of a JSON list or object, if the response is one."""
    body = "\n".join(line for line in text.split("\n") if not _FENCE.match(line)).strip()
    if body[:1] not in ("[", "{") or body[-1:] not in ("]", "}"):
        return None
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    found: list[str] = []
    queue = [value]
    while queue:
        value = queue.pop(0)
        if isinstance(value, dict):
            queue = [*value.values(), *queue]
        elif isinstance(value, list):
            queue = [*value, *queue]
        elif isinstance(value, str):
            found.append(value.replace("\n", " "))
        if len(found) > 40 or len(queue) > 2_000:
            break
    return found or None


def _split(raw: str) -> list[Line]:
    """A raw line as pieces; several when it holds a run-on list."""
    indent = _indent(raw)
    is_heading = raw.lstrip().startswith("#")
    bare = raw.strip()
    if bare[:4].lower() == "<li>":
        raw = bare = "・" + bare[4:]
    is_bold = (
        bare.startswith("**") and bare.endswith(("**", "**:", "**：")) and bare.count("**") == 2
    )
    row = [cell.strip() for cell in bare.strip("|").split("|")] if bare.startswith("|") else []
    if len(row) > 1:
        raw = f"{row[0]}. {row[1]}" if row[0].isdecimal() else "：".join(filter(None, row))
    pieces = _run_on(plain(raw))
    found = []
    for piece in pieces:
        marker = leading_marker(piece)
        text = piece[marker.end :].strip() if marker else piece.strip()
        remark = piece.lstrip().startswith("※") or text.startswith(REMARK_MARKS)
        line = Line(text, indent, remark=bool(marker) and remark)
        if marker and not remark and not is_heading:
            line.number, line.bullet = marker.number, marker.number is None
        elif marker and is_heading and marker.number is not None:
            line.number = marker.number
        elif len(row) > 1:
            # The head of a table: 番号：回答.
            line.heading = not text.endswith("。")
        else:
            titled = is_heading or is_bold or _looks_like_heading(text)
            line.heading = titled and not text.endswith("。")
        if line.text or line.number is not None:
            found.append(line)
    return found


def _looks_like_heading(text: str) -> bool:
    if text[:1] in "【《＜<〈■◆" and text[-1:] in "】》＞>〉":
        return True
    return len(text) <= 24 and text.endswith(_HEADING_END) and not is_remark(text)


def _run_on(text: str) -> list[str]:
    """Cut a line where the next number of a running list stands behind a sentence."""
    matches = list(INLINE.finditer(text))
    if len(matches) < 2:
        return _run_on_bullets(text)
    expected = None
    cuts: list[int] = []
    for match in matches:
        number = number_of(match)
        start = match.start()
        at_boundary = start == 0 or text[start - 1] in _BOUNDARY
        if expected is None:
            if number == 1 and (at_boundary or match["circled"] or match["enclosed"]):
                cuts.append(start)
                expected = 2
            elif start == 0:
                cuts.append(start)
                expected = number + 1
        elif number == expected and (at_boundary or match["circled"] or match["enclosed"]):
            cuts.append(start)
            expected += 1
    # A single number in mid-line starts no list.
    if len(cuts) < 2:
        return _run_on_bullets(text)
    places = [0, *cuts] if cuts[0] else cuts
    return [
        text[a:b]
        for a, b in zip(places, [*places[1:], len(text)], strict=True)
        if text[a:b].strip()
    ]


def _run_on_bullets(text: str) -> list[str]:
    if not text.startswith(("・", "•", "●", "■")):
        return [text]
    mark = text[0]
    pieces = re.split(rf"(?<=[。？！?!\s]){mark}", text[1:])
    return [mark + piece for piece in pieces if piece.strip()]


def _indent(raw: str) -> int:
    width = 0
    for char in raw:
        if char == " ":
            width += 1
        elif char in "\t　":
            width += 2
        else:
            break
    return width


def _join_lone_numbers(lines: list[Line]) -> list[Line]:
    """A number alone on its line takes the text of the next plain line."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if last and last.number is not None and not last.text and line.number is None:
            last.text = line.text
            continue
        found.append(line)
    return found


def _numbered(lines: list[Line]) -> Layout:
    layout = Layout()
    previous: int | None = None
    closed = False
    for line in lines:
        if line.number is None:
            target = layout.before if previous is None else layout.after
            (layout.headings if line.heading else target).append(line.text)
            continue
        if closed or (previous is not None and _starts_again(line.number, previous)):
            closed = True
            continue
        previous = line.number
        layout.items.append(line.text)
    return layout


def _starts_again(number: int, previous: int) -> bool:
    # Markdown lets every item be "1."; only a fall back to 1 from beyond 1 starts a new list.
    return number <= previous and previous > 1


def _bulleted(lines: list[Line]) -> Layout:
    layout = Layout()
    level = min(line.indent for line in lines if line.bullet)
    closed = False
    for line in lines:
        if line.bullet and line.indent <= level + 1:
            if not closed:
                layout.items.append(line.text)
        elif line.heading:
            layout.headings.append(line.text)
        elif not line.bullet:
            if layout.items and line.indent <= level and not line.remark:
                closed = True
            (layout.after if layout.items else layout.before).append(line.text)
    return layout
