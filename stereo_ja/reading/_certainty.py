"""Whether a reading rests on a rule that seldom errs."""

from __future__ import annotations

from stereo_ja.reading._rule import CommonRule
from stereo_ja.reading.rules._rules import RulesRule

__all__ = ["is_certain"]

_CERTAIN = {rule.value: rule.certain for rule in (*CommonRule, *RulesRule)}
_SECOND = ("judge agrees: ", "judge overrules: ")
_FIRST_KEPT = ("judge unreadable: ", "judge failed: ", "judge without options: ")


def is_certain(rule: str) -> bool | None:
    """Whether the rule of a reading seldom errs; None of a reader that does not say.

    What a judge agreed to or overruled is certain; where it gave no usable answer, what the rules
    said is as uncertain as before. Which rules err is measured: see docs/reading.md.
    """
    if rule.startswith(_SECOND):
        return True
    for start in _FIRST_KEPT:
        rule = rule.removeprefix(start)
    return _CERTAIN.get(rule)
