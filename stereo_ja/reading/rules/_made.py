"""Readings of a case: evidence, code and flags of each outcome."""

from __future__ import annotations

from stereo_ja.reading._outcome import Outcome, Reading
from stereo_ja.reading.rules._case import Case
from stereo_ja.reading.rules._flags import common_flags, list_flags
from stereo_ja.reading.rules._rules import RulesRule

__all__ = ["EVIDENCE", "foreign", "invalid", "refused", "unread", "valid"]

EVIDENCE = 120
"""Characters."""


def refused(case: Case, rule: RulesRule, evidence: str, code: int) -> Reading:
    return Reading(
        Outcome.REFUSED, rule.value, evidence[:EVIDENCE], code=code, flags=tuple(_flags(case))
    )


def foreign(case: Case, evidence: str) -> Reading:
    return Reading(
        Outcome.INVALID, RulesRule.NOT_JAPANESE.value, evidence[:EVIDENCE], code=12,
        reason="language", flags=tuple(_flags(case)),
    )  # fmt: skip


def invalid(case: Case, rule: RulesRule, evidence: str) -> Reading:
    return unread(rule, evidence, _flags(case))


def valid(case: Case, rule: RulesRule, options: list[str], *, prose: bool) -> Reading:
    flags = list_flags(options, case.group, case.layout, prose=prose)
    code = 31
    for flag, number in (
        ("fewer_than_ten", 34), ("duplicates", 33), ("not_starting_with_group", 32),
    ):  # fmt: skip
        code = number if flag in flags else code
    return Reading(
        Outcome.VALID, rule.value, options[0][:EVIDENCE], code=code,
        flags=tuple(flags + _flags(case)), options=tuple(options),
    )  # fmt: skip


def unread(rule: RulesRule, evidence: str, flags: list[str]) -> Reading:
    return Reading(
        Outcome.INVALID,
        rule.value,
        evidence[:EVIDENCE],
        code=11,
        reason="format",
        flags=tuple(flags),
    )


def _flags(case: Case) -> list[str]:
    items = case.layout.items
    return common_flags(case.seen, items[-1] if items else None, items[:-1])
