"""The reader for benchmarks whose judge looks at the response itself."""

from __future__ import annotations

from stereo_ja.reading._one_by_one import OneByOne
from stereo_ja.reading._outcome import Outcome, Reading
from stereo_ja.reading._rule import CommonRule, Rule

__all__ = ["WholeReader", "whole_reader"]


class _WholeRule(Rule):
    EMPTY = "empty"
    WHOLE = "the whole response"


class WholeReader(OneByOne):
    """Says only whether there is a response; one with nothing in it is invalid."""

    name = "whole"

    def read(self, response: str | None, *, group: str, format: str) -> Reading:
        """Read one response; never raises."""
        if response is None:
            return Reading(Outcome.NOT_GENERATED, CommonRule.NO_RESPONSE.value)
        if not response.strip():
            return Reading(Outcome.INVALID, _WholeRule.EMPTY.value, reason="format")
        return Reading(Outcome.VALID, _WholeRule.WHOLE.value)


def whole_reader(rest: str) -> WholeReader:
    """The reader ``whole``. Raises ValueError if anything stands behind its name."""
    if rest:
        raise ValueError(rest)
    return WholeReader()
