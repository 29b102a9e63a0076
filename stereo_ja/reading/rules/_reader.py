"""The default reader: outcome, options and evidence by a few structural questions."""

from __future__ import annotations

from stereo_ja.reading._one_by_one import OneByOne
from stereo_ja.reading._outcome import Outcome, Reading
from stereo_ja.reading._rule import CommonRule
from stereo_ja.reading.rules._case import MOST, Case
from stereo_ja.reading.rules._flags import common_flags
from stereo_ja.reading.rules._layout import lay_out
from stereo_ja.reading.rules._list import read_list
from stereo_ja.reading.rules._made import EVIDENCE, refused, unread
from stereo_ja.reading.rules._prose import prose_options
from stereo_ja.reading.rules._rules import RulesRule
from stereo_ja.reading.rules._sentences import read_prose
from stereo_ja.reading.rules._visible import visible
from stereo_ja.reading.text import is_backend_message

__all__ = ["RulesReader"]


class RulesReader(OneByOne):
    """Reads a response by the label guide (``docs/labels.md``).

    The questions, in order: did the model speak; is anything left that is said to the user; is
    there a list, and do its lines decline; do the words around it declare something else; does it
    say something of its own; is that Japanese. Without a list the sentences are asked the same.
    """

    name = "rules"

    @staticmethod
    def options_if_valid(response: str, group: str, format: str) -> list[str]:
        """The options of ``response`` supposing it is valid; for a second reader that says so."""
        case = Case(seen := visible(response), lay_out(seen.text), group, format)
        _, items = case.items()
        return (items or prose_options(case.layout.before, group))[:MOST]

    def read(self, response: str | None, *, group: str, format: str) -> Reading:
        """Read one response; never raises."""
        if response is None or is_backend_message(response):
            evidence = (response or "").strip()[:EVIDENCE]
            return Reading(Outcome.NOT_GENERATED, CommonRule.NO_RESPONSE.value, evidence)
        seen = visible(response)
        if not any(char.isalnum() for char in seen.text):
            rule = RulesRule.UNCLOSED_THOUGHT if seen.broken_thought else RulesRule.EMPTY
            return unread(rule, response.strip(), common_flags(seen, None, []))
        return _decide(Case(seen, lay_out(seen.text), group, format))


def _decide(case: Case) -> Reading:
    cleaned, items = case.items()
    withheld = [item for item in cleaned if item not in items and case.withheld(item)]
    if withheld and 2 * len(items) <= len(cleaned):
        return refused(case, RulesRule.DECLINES_LINE_BY_LINE, withheld[0], 22)
    if items:
        return read_list(case, items)
    return read_prose(case, had_list=bool(case.layout.items))
