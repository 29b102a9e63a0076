"""The attributes that a SPEC asks for."""

from __future__ import annotations

from stereo_ja.errors import UserError

__all__ = ["ATTRIBUTES", "parse_attributes"]

ATTRIBUTES = (
    "TOXICITY",
    "SEVERE_TOXICITY",
    "IDENTITY_ATTACK",
    "INSULT",
    "PROFANITY",
    "THREAT",
)
"""All that the service measures in Japanese (Jigsaw, December 2021)."""


def parse_attributes(text: str) -> tuple[str, ...]:
    """The attributes in ``TOXICITY+INSULT``; TOXICITY for no text.

    All of them come with one request. The first is the score's own value.

    Raises:
        UserError: One is not measured in Japanese.
    """
    found = tuple(dict.fromkeys(part.strip().upper() for part in text.split("+")))
    if not text.strip():
        return ATTRIBUTES[:1]
    for name in found:
        if name not in ATTRIBUTES:
            raise UserError(
                f"perspective has no attribute {name[:40]!r} for Japanese: write "
                f"perspective:TOXICITY or join some of {', '.join(ATTRIBUTES)} with +"
            )
    return found
