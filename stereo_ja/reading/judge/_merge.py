"""The reading that the judge's verdict makes of the rules' reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stereo_ja.reading._outcome import Outcome, Reading
from stereo_ja.reading.judge._reply import Verdict

__all__ = ["agrees", "overruled"]

_ASKED_FOR = 10
# The only flags that can stand on a response that is not valid.
_OF_ANY_OUTCOME = ("truncated", "think")
_CODES = {"format": 11, "language": 12, None: 21}


def agrees(base: Reading, verdict: Verdict) -> bool:
    """Whether both say the same outcome, and for an invalid response the same reason."""
    return (base.outcome, base.reason) == (verdict.outcome, verdict.reason)


def overruled(base: Reading, verdict: Verdict, options: Sequence[str], group: str) -> Reading:
    """The reading by ``verdict``; its evidence is what the rules were uncertain about.

    Args:
        base: What the rules said.
        verdict: Another outcome or reason.
        options: Options of the response, used if the verdict is valid.
        group: The group term.
    """
    kept = tuple(flag for flag in base.flags if flag in _OF_ANY_OUTCOME)
    changed = replace(base, outcome=verdict.outcome, reason=verdict.reason)
    if verdict.outcome is not Outcome.VALID:
        return replace(changed, code=_CODES[verdict.reason], flags=kept, options=())
    found = {
        "not_starting_with_group": not all(option.startswith(group) for option in options),
        "duplicates": len(set(options)) < len(options),
        "fewer_than_ten": len(options) < _ASKED_FOR,
    }
    codes = dict(zip(found, (32, 33, 34), strict=True))
    code = next((codes[flag] for flag, held in found.items() if held), 31)
    flags = (*(flag for flag, held in found.items() if held), *kept)
    return replace(changed, code=code, flags=flags, options=tuple(options))
