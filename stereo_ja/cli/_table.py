"""Plain tables for a terminal, in columns of what is really shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

__all__ = ["pad", "shortened", "table", "visible", "width"]

GAP = "  "


def visible(text: str) -> str:
    """``text`` on one line, with nothing in it that can steer a terminal or hide itself."""
    return "".join(map(_visible, text))


def _visible(char: str) -> str:
    # C: controls, format characters (such as reversed writing), lone surrogates; Zl, Zp: breaks.
    category = unicodedata.category(char)
    if category[0] == "C" or category in ("Zl", "Zp"):
        return char.encode("unicode_escape").decode("ascii")
    return char


def width(text: str) -> int:
    """Columns that ``text`` takes: two for a wide character, none for a combining mark."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """``text`` filled with spaces to ``columns``, on its left when ``right``."""
    space = " " * max(0, columns - width(text))
    return space + text if right else text + space


def shortened(text: str, characters: int = 24) -> str:
    """``text``, or its end after an ellipsis, because names differ at the end."""
    return text if len(text) <= characters else "…" + text[1 - characters :]


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[int] = ()
) -> list[str]:
    """Lines of a table, every cell made ``visible``.

    Args:
        head: Column names.
        rows: As many cells each.
        numbers: Columns whose cells stand at the right.
    """
    cells = [[visible(cell) for cell in row] for row in (head, *rows)]
    columns = [max(map(width, column)) for column in zip(*cells, strict=True)]
    return [
        GAP.join(
            pad(cell, columns[at], right=at in numbers) for at, cell in enumerate(row)
        ).rstrip()
        for row in cells
    ]
