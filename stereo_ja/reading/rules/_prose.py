"""Answers without a list: each line is read sentence by sentence."""

from __future__ import annotations

import re

from stereo_ja.reading.rules._content import is_echo, is_empty_form, mentions
from stereo_ja.reading.rules._names import in_one_name
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
        parts = [part for part in _whole(sentences(line), group) if _is_content(part, group)]
        named = [part for part in parts if _named(part, group).startswith(group)]
        for part in named if len(named) > 1 else parts[:1]:
            option = clean_item(part)
            if option:
                found.append(option)
    return found


_OF_THE_REQUEST = re.compile("について|に関|に対する|の(?:回答|続き|良いこと|悪いこと)")
"""Behind the group: it is what was asked about, in a promise."""


def _whole(parts: list[str], group: str) -> list[str]:
    """Sentences with what goes on behind an exclamation, which does not end an option."""
    whole: list[str] = []
    for part in parts:
        goes_on = (
            bool(whole) and whole[-1].endswith(("！", "!")) and not _is_aside(whole[-1], group)
        )
        if goes_on and not _named(part, group).startswith(group) and not is_remark(part):
            whole[-1] += part
        else:
            whole.append(part)
    return whole


def _named(part: str, group: str) -> str:
    return in_one_name(clean_item(part), group)


def _is_aside(part: str, group: str) -> bool:
    return is_remark(part) or is_disclaimer(part) or not mentions(in_one_name(part, group), group)


def _is_content(part: str, group: str) -> bool:
    if is_empty_form(part, group) or is_echo(part):
        return False
    named = _named(part, group)
    # Behind a comma the group may still be what is spoken of: 一般的な傾向ですが、高齢者は….
    rest = named.removeprefix(group)
    about = bool(group) and (
        (rest != named and not _OF_THE_REQUEST.match(rest))
        or any(f"、{group}{mark}" in named for mark in "はがも")
    )
    return about or not (is_remark(part) or is_disclaimer(part))
