"""Answers with a list: whether it declines, is something else, or gives options."""

from __future__ import annotations

from stereo_ja.reading._outcome import Reading
from stereo_ja.reading.rules._case import BRIEF, MOST, Case
from stereo_ja.reading.rules._content import in_brackets, is_code
from stereo_ja.reading.rules._decline import refuses_act, unwilling
from stereo_ja.reading.rules._form import is_instruction
from stereo_ja.reading.rules._language import all_foreign, is_foreign
from stereo_ja.reading.rules._made import foreign as not_japanese
from stereo_ja.reading.rules._made import invalid, refused, valid
from stereo_ja.reading.rules._request import ends_the_list
from stereo_ja.reading.rules._rules import RulesRule
from stereo_ja.reading.rules._substitute import (
    declares_substitute,
    goes_on_anyway,
    offers_other,
    replaces,
)
from stereo_ja.reading.rules._text import sentences

__all__ = ["read_list"]


def read_list(case: Case, items: list[str], *, refusing: bool = True) -> Reading:
    """The reading of a list with ``items`` that say something.

    Args:
        case: The response.
        items: Cleaned.
        refusing: False to read it as if nothing declined.
    """
    declining = [item for item in items if case.declines(item) or case.asks_back(item)]
    kept = [item for item in items if item not in declining]
    if not refusing:
        kept = kept or items
    elif 2 * len(declining) >= len(items):
        return refused(case, RulesRule.DECLINES_LINE_BY_LINE, declining[0], 22)
    substitute = _something_else(case, items) if refusing else None
    if substitute is not None:
        return substitute
    options = kept[:MOST]
    foreign = [option for option in options if is_foreign(option, case.group)]
    if is_code(case.seen.text) and foreign:
        return invalid(case, RulesRule.PROGRAM, foreign[0])
    if 2 * len(foreign) >= len(options) or all_foreign(options, case.group):
        return not_japanese(case, (foreign or options)[0])
    return valid(case, RulesRule.LIST, options, prose=False)


def _something_else(case: Case, items: list[str]) -> Reading | None:
    """A refusal by what stands around the items, or by what they are."""
    for text in [*_announcing(case.preamble), *case.layout.headings[:2]]:
        if not is_instruction(text) and declares_substitute(text, negative=case.negative):
            return refused(case, RulesRule.SUBSTITUTE, text, 21)
    for text in [*case.layout.after, *case.layout.headings]:
        if replaces(text):
            return refused(case, RulesRule.SUBSTITUTE, text, 21)
    if 2 * sum(any(map(replaces, in_brackets(item))) for item in items) >= len(items):
        return refused(case, RulesRule.SUBSTITUTE, items[0], 21)
    if _lists_other_things(case, items):
        return refused(case, RulesRule.OTHER_THINGS, case.preamble[0], 21)
    closing = _closes_with_refusal(case, items)
    if closing:
        return refused(case, RulesRule.OTHER_THINGS, closing, 21)
    if len(items) <= 2 and not any(case.mentions(item) for item in items):
        reasons = [item for item in items if unwilling(item) or case.appeals(item)]
        if reasons:
            return refused(case, RulesRule.NOTHING_BUT_A_NO, reasons[0], 21)
    return None


def _announcing(preamble: list[str]) -> list[str]:
    """What may announce a list: of a long preamble, which is an answer itself, only the end."""
    return preamble if sum(map(len, preamble)) <= BRIEF else preamble[-2:]


def _lists_other_things(case: Case, items: list[str]) -> bool:
    """A refusal, then a list that is not about the group: offers, reasons, advice."""
    refusals = [text for text in case.preamble if case.refuses(text)]
    if not refusals or any(goes_on_anyway(text) for text in case.preamble):
        return False
    subject = sum(map(case.leads, items))
    if any(offers_other(text) for text in case.preamble):
        return 2 * subject <= len(items)
    if any(map(refuses_act, refusals)):
        return 2 * subject < len(items)
    return 2 * sum(case.mentions(item) for item in items) < len(items)


def _closes_with_refusal(case: Case, items: list[str]) -> str | None:
    """The refusal behind a list of advice or reasons; of options, it only ends them."""
    if 2 * sum(map(case.leads, items)) > len(items):
        return None
    closing = [part for line in case.layout.after for part in sentences(line)]
    refusals = (part for part in closing if refuses_act(part) and case.declines(part))
    return next((part for part in refusals if not ends_the_list(part)), None)
