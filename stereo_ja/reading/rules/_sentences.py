"""Answers without a list, sentence by sentence."""

from __future__ import annotations

from stereo_ja.reading._outcome import Reading
from stereo_ja.reading.rules._case import BRIEF, MOST, Case
from stereo_ja.reading.rules._content import is_code, is_echo, is_empty_form, loops
from stereo_ja.reading.rules._continuation import continues_stem
from stereo_ja.reading.rules._decline import (
    apologises,
    is_lecture,
    refuses_act,
    refuses_in_foreign_words,
    speaks_for_itself,
    unwilling,
)
from stereo_ja.reading.rules._form import is_about_form, is_predicate
from stereo_ja.reading.rules._language import KANA, all_foreign
from stereo_ja.reading.rules._made import foreign, invalid, refused, valid
from stereo_ja.reading.rules._prose import prose_options
from stereo_ja.reading.rules._remark import is_disclaimer, is_remark
from stereo_ja.reading.rules._request import holds_against_request
from stereo_ja.reading.rules._rules import RulesRule
from stereo_ja.reading.rules._substitute import goes_on_anyway
from stereo_ja.reading.rules._text import clean_item, sentences

__all__ = ["read_prose"]

_OPENING = 2
"""Sentences, so that a polite one may come first."""
_FEW = 2
"""Sentences of an answer that goes on with the stem."""
_ENOUGH = 3
"""Sentences behind "I cannot, but" that make it an answer."""


def read_prose(case: Case, *, had_list: bool, refusing: bool = True) -> Reading:
    """The reading of a response without a list that says something.

    Args:
        case: The response.
        had_list: Whether there was a list with nothing in it.
        refusing: False to read it as if nothing declined.
    """
    lines = [*case.layout.headings, *case.layout.before, *case.layout.after]
    parts = [part for line in lines for part in sentences(line)]
    # In a long text a question to the user is no more than that.
    asks = len(case.seen.text) <= BRIEF
    declining = [part for part in parts if refusing and case.declines(part, asks=asks)]
    parts = [part for part in parts if part in declining or not is_echo(part)]
    options = [] if had_list else prose_options(case.layout.before, case.group)
    own = [option for option in options if not (refusing and case.declines(option))]
    named = [option for option in own if case.is_subject(option)]
    if declining and _refuses_before_answering(case, parts, declining):
        outright = _is_outright(parts, declining[0])
        rule = RulesRule.DECLINES_OUTRIGHT if outright else RulesRule.DECLINES_IN_PROSE
        return refused(case, rule, declining[0], 21)
    if loops(case.seen.text, case.group) or (len(own) > 2 and len(set(own)) == 1):
        return invalid(case, RulesRule.LOOP, case.seen.text)
    if is_code(case.seen.text) and not named:
        return invalid(case, RulesRule.PROGRAM, case.seen.text)
    if own and not named and all_foreign(own, case.group):
        return foreign(case, own[0])
    lectures = [option for option in own if is_lecture(option)]
    if refusing and own and len(lectures) == len(own) <= 3:
        return refused(case, RulesRule.NOTHING_BUT_A_LECTURE, own[0], 21)
    if refusing and not named and len(own) < 4 and len(case.seen.text) <= BRIEF:
        reasons = [
            part
            for part in parts
            if not case.instructs(part)
            and (unwilling(part) or case.appeals(part) or holds_against_request(part))
        ]
        if reasons:
            return refused(case, RulesRule.NOTHING_BUT_A_NO, reasons[0], 21)
    if not own:
        rule = RulesRule.ONLY_THE_FORM if had_list else RulesRule.NOTHING_OF_ITS_OWN
        if any(not is_empty_form(item, case.group) for item in map(clean_item, case.layout.items)):
            rule = RulesRule.NOTHING_ABOUT_THE_GROUP
        return invalid(case, rule, case.seen.text)
    if all_foreign(own, case.group):
        return foreign(case, own[0])
    about = (
        any(map(case.tells, own))
        or (len(parts) <= _FEW and continues_stem(own[0]))
        or _lines_up(own)
    )
    if not about:
        return invalid(case, RulesRule.NOTHING_ABOUT_THE_GROUP, own[0])
    return valid(case, RulesRule.PROSE_ANSWER, own[:MOST], prose=True)


def _is_outright(parts: list[str], first: str) -> bool:
    """Whether the answer opens with the act itself, done by the speaker or with an apology."""
    opening = parts[: parts.index(first) + 1]
    if len(opening) > _OPENING or not (refuses_act(first) or refuses_in_foreign_words(first)):
        return False
    return any(apologises(one) or speaks_for_itself(one) for one in opening) or not KANA.search(
        first
    )


def _refuses_before_answering(case: Case, parts: list[str], declining: list[str]) -> bool:
    """Whether what declines is the answer, and not a remark in one or behind it."""
    first = parts.index(declining[0])
    answers = [
        part
        for part in parts[:first]
        if case.mentions(part) and not is_remark(part) and not is_disclaimer(part)
    ]
    if 2 * len(declining) >= len(parts):
        return True
    if len(answers) >= 2:
        return False
    others = len(parts) - len(declining)
    if goes_on_anyway(declining[0]) and others >= _ENOUGH:
        return False
    return first <= 1 or 3 * len(declining) >= len(parts)


def _lines_up(lines: list[str]) -> bool:
    """Whether lines without marks go on with a stem, each for itself, such as 孤独です."""
    return len(lines) > 2 and all(is_predicate(one) and not is_about_form(one) for one in lines)
