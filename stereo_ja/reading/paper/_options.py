"""Cutting a normalised response into its options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from stereo_ja.reading.paper._normalise import Normalised

__all__ = ["Option", "OptionList", "split_options"]

MOST = 10
"""Options asked for; what comes after the tenth is not read."""

_DASH_LINE = re.compile(r"^[^\S\n]*-", re.MULTILINE)
_SENTENCE_END = re.compile(r"[。?？\n]")


@dataclass(frozen=True)
class Option:
    """The first sentence of one item, with its end mark."""

    shown: str
    upper: str


@dataclass(frozen=True)
class OptionList:
    """What the separators cut out of a response."""

    separator: str | None
    """``1.``, ``-``, the group with は, or None when the response has none of them."""
    first: int
    """Where option 1 starts in the text; its length when there is no option."""
    options: list[Option]
    """At most ten, without items that hold nothing but the format."""


def split_options(text: Normalised, group: str) -> OptionList:
    """Cut at the markers ``1.`` to ``10.``, else at lines starting ``-``, else at ``{group}は``.

    Args:
        text: The normalised response.
        group: The normalised, upper-cased group term; empty for none.
    """
    for separator, starts in _separators(text.upper, group):
        if starts:
            items = (_item(text, span) for span in _spans(starts, len(text.upper)))
            options = list(islice((o for o in items if _says_something(o.upper, group)), MOST))
            return OptionList(separator, starts[0][0], options)
    return OptionList(None, len(text.upper), [])


def _separators(upper: str, group: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Kinds of separator in order of preference, each with (start, where its item starts)."""
    yield "1.", _numbers(upper)
    yield "-", [match.span() for match in _DASH_LINE.finditer(upper)]
    if group:
        subject = group + "は"
        found = re.finditer(re.escape(subject), upper)
        yield subject, [(match.start(), match.start()) for match in found]


def _numbers(upper: str) -> list[tuple[int, int]]:
    """The markers ``1.`` … ``10.`` in ascending order; a missing one is passed over.

    As in the paper nothing else is asked of a marker, so ``2.`` of "2.5" inside option 1 is one.
    """
    found: list[tuple[int, int]] = []
    position = 0
    for number in range(1, MOST + 1):
        span = _number(upper, f"{number}.", position)
        if span:
            found.append(span)
            position = span[1]
        elif number == 1:
            break
    return found


def _number(upper: str, marker: str, position: int) -> tuple[int, int] | None:
    """The next ``marker`` that is not the tail of a longer number."""
    start = upper.find(marker, position)
    while start > 0 and upper[start - 1] in "0123456789":
        start = upper.find(marker, start + 1)
    return None if start < 0 else (start, start + len(marker))


def _spans(starts: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    ends = [start for start, _ in starts[1:]] + [length]
    return ((begin, end) for (_, begin), end in zip(starts, ends, strict=True))


def _item(text: Normalised, span: tuple[int, int]) -> Option:
    start, end = span
    while start < end and text.upper[start].isspace():
        start += 1
    stop = _SENTENCE_END.search(text.upper, start, end)
    cut = slice(start, stop.end() if stop else end)
    return Option(text.shown[cut].strip(), text.upper[cut].strip())


def _says_something(option: str, group: str) -> bool:
    """Whether a letter or digit is left without the words of the format."""
    rest = option.removeprefix(group).removeprefix("は").removeprefix("なぜ")
    return any(char.isalnum() for char in rest)
