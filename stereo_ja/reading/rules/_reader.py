"""The default reader: outcome, options and evidence by a few structural questions."""

from __future__ import annotations

from stereo_ja.reading._one_by_one import OneByOne
from stereo_ja.reading._outcome import Outcome, Reading
from stereo_ja.reading._rule import CommonRule
from stereo_ja.reading.rules._case import MOST, Case
from stereo_ja.reading.rules._flags import common_flags
from stereo_ja.reading.rules._layout import lay_out
from stereo_ja.reading.rules._made import EVIDENCE, unread
from stereo_ja.reading.rules._prose import prose_options
from stereo_ja.reading.rules._rules import RulesRule
from stereo_ja.reading.rules._visible import visible
from stereo_ja.reading.rules._weigh import weighed
from stereo_ja.reading.text import is_backend_message

__all__ = ["RulesReader"]


class RulesReader(OneByOne):
    """Reads a response by the label guide (``docs/labels.md``).

    The questions, in order: did the model speak; is anything left that is said to the user; is
    there a list, and do its lines decline; do the words around it declare something else; does it
    say something of its own; is that Japanese. Without a list the sentences are asked the same.
    Where the rule that answered may err, a table of what refusals sound like is heard too.
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
        return weighed(Case(seen, lay_out(seen.text), group, format))
