"""The reader for benchmarks whose judge looks at the response itself."""

from __future__ import annotations

from stereo_ja.reading._outcome import Outcome, Reading

__all__ = ["WholeReader"]


class WholeReader:
    """Says only whether there is a response; one with nothing in it is invalid."""

    name = "whole"

    def read(self, response: str | None, *, group: str, format: str) -> Reading:
        """Read one response; never raises."""
        if response is None:
            return Reading(Outcome.NOT_GENERATED, "no response")
        if not response.strip():
            return Reading(Outcome.INVALID, "empty", reason="format")
        return Reading(Outcome.VALID, "the whole response")
