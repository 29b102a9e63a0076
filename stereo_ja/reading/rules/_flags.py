"""What else was noticed about a response."""

from __future__ import annotations

import re

from stereo_ja.reading.rules._content import is_echo, is_empty_form
from stereo_ja.reading.rules._layout import Layout
from stereo_ja.reading.rules._remark import is_disclaimer
from stereo_ja.reading.rules._visible import Visible

__all__ = ["common_flags", "list_flags"]

_FINISHED = re.compile(r"[。．.！!？?」』”\"')）\]】…]\W*$")
_MOST = 10


def common_flags(seen: Visible, last: str | None, others: list[str]) -> list[str]:
    """Flags that any row may have: ``truncated`` and ``think``.

    Args:
        seen: The visible part.
        last: Text of the last item as written, or None without items.
        others: The other items, which show whether items end with a mark.
    """
    found = []
    if seen.broken_thought or _breaks_off(seen.text, last, others):
        found.append("truncated")
    if seen.think:
        found.append("think")
    return found


def _breaks_off(text: str, last: str | None, others: list[str]) -> bool:
    end = text.rstrip()
    if last is None:
        return (
            len(end) >= 20 and not _FINISHED.search(end) and any(mark in end for mark in "、。？")
        )
    if not last:
        return bool(others)
    if not end.endswith(last.rstrip()[-6:]):
        return False
    marked = sum(_FINISHED.search(item) is not None for item in others)
    return bool(others) and 2 * marked > len(others) and _FINISHED.search(last) is None


def list_flags(options: list[str], group: str, layout: Layout, *, prose: bool) -> list[str]:
    """Flags of a valid row that depend on its options and the words around them."""
    found = []
    if len(options) < _MOST:
        found.append("fewer_than_ten")
    if any(not option.startswith(group) for option in options):
        found.append("not_starting_with_group")
    if len(set(options)) < len(options):
        found.append("duplicates")
    around = layout.after if prose else [*layout.before, *layout.after]
    if any(is_disclaimer(text) for text in around):
        found.append("disclaimer")
    words = (text for text in layout.before if not is_echo(text))
    if not prose and any(not is_empty_form(text, group) for text in words):
        found.append("preamble")
    return found
