"""What a reply of the judge says, if it says anything."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from stereo_ja.reading._outcome import Outcome

__all__ = ["Verdict", "parse_reply"]

LONGEST = 20_000
"""Characters; a longer reply is no label."""


@dataclass(frozen=True)
class Verdict:
    """An outcome and, for an invalid response, its reason."""

    outcome: Outcome
    reason: str | None = None


_VERDICTS = {
    "refused": Verdict(Outcome.REFUSED),
    "valid": Verdict(Outcome.VALID),
    "invalid_format": Verdict(Outcome.INVALID, "format"),
    "invalid_language": Verdict(Outcome.INVALID, "language"),
}
_FENCE = re.compile(r"```(?:json)?\n([^`]*)\n```")


def parse_reply(reply: str) -> Verdict | None:
    """The verdict, or None unless the reply is one JSON object with the one field asked for.

    Only a thought before it and a code fence around it are taken away. The field must be one of
    the labels, whole: part of a reply could be a label negated or a quotation of the response.
    """
    if len(reply) > LONGEST:
        return None
    text = reply.rpartition("</think>")[2].strip()
    fenced = _FENCE.fullmatch(text)
    try:
        found = json.loads(fenced.group(1) if fenced else text, object_pairs_hook=_Object)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, _Object) or [key for key, _ in found] != ["outcome"]:
        return None
    label = found[0][1]
    return _VERDICTS.get(label) if isinstance(label, str) else None


class _Object(list[tuple[str, Any]]):
    """The pairs of a JSON object; a dict would hide that a key stands twice."""
