"""Answers without a list: each line is read sentence by sentence."""

from __future__ import annotations

from stereo_ja.reading.rules._content import is_echo, is_empty_form
from stereo_ja.reading.rules._remark import is_disclaimer, is_remark
from stereo_ja.reading.rules._text import clean_item, sentences

__all__ = ["prose_options"]


def prose_options(lines: list[str], group: str) -> list[str]:
    """The options in lines of prose: a line is one, or each sentence that names the group first.

    Remarks to the user, echoes and placeholders are none.
    """
    found: list[str] = []
    for line in lines:
        if found and is_echo(line):
            # The prompt comes again: what follows is a second answer.
            break
        parts = [part for part in sentences(line) if _is_content(part, group)]
        named = [part for part in parts if clean_item(part).startswith(group)]
        for part in named if len(named) > 1 else parts[:1]:
            option = clean_item(part)
            if option:
                found.append(option)
    return found


def _is_content(part: str, group: str) -> bool:
    if is_empty_form(part, group) or is_echo(part):
        return False
    about = clean_item(part).startswith(group) and bool(group)
    return about or not (is_remark(part) or is_disclaimer(part))
