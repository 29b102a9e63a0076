"""What the Perspective API's replies mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from stereo_ja.errors import ScoringStopped
from stereo_ja.scoring.perspective._endpoint import KEY, URL
from stereo_ja.service import Reply, TryAgain, dig, raise_for_status, unit_value

__all__ = ["NotScorable", "asks_for_query", "values_of"]

_TEXT = {
    "COMMENT_EMPTY": ("must be non-empty", "empty text"),
    "COMMENT_TOO_LONG": ("exceeded limit", "too long for the service"),
    "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE": (
        "does not support request languages",
        "the service does not support the language",
    ),
    "LANGUAGE_DETECTION_FAILED": ("unable to detect language", "language not recognised"),
}
"""Error type → words of its message, which is all that older replies have, and our reason."""
_REQUEST = {
    "NO_REQUESTED_ATTRIBUTES": "missing requested_attributes",
    "UNKNOWN_ATTRIBUTE": "unknown requested attribute",
    "COMMENT_TYPE": "comments are supported",
    "UNKNOWN_FIELD": "invalid json payload",
}
_KEYLESS = (
    "unregistered callers",
    "missing a valid api key",
    "key is missing",
    "api key missing",
    "missing api key",
    "no api key",
    "method doesn't allow",
)
_BAD_KEY = "API_KEY_INVALID"


class NotScorable(Exception):
    """The service does not score such a text."""


def values_of(reply: Reply, attributes: Sequence[str]) -> list[float]:
    """The attributes' values in [0, 1].

    Raises:
        NotScorable: The service does not score such a text.
        TryAgain: A fault, or a reply without all the values.
        TooMany: The quota is used up.
        Failed: The text is refused for a reason not known here.
        ScoringStopped: No other text will fare better.
    """
    if reply.status in (400, 401, 403):
        _raise_for_error(reply)
    raise_for_status(reply, URL)
    scores = dig(reply.json(), "attributeScores")
    if not isinstance(scores, dict):
        raise TryAgain("a reply without attributeScores")
    found = [unit_value(dig(scores, name, "summaryScore", "value")) for name in attributes]
    values = [value for value in found if value is not None]
    if len(values) < len(found):
        raise TryAgain("a reply without a value from 0 to 1")
    return values


def asks_for_query(reply: Reply) -> bool:
    """Whether a service did not see the key, because it does not read headers for it."""
    if reply.status not in (400, 401, 403):
        return False
    message, reasons = _message(reply), set(_reasons(reply))
    return (
        any(words in message for words in _KEYLESS)
        or "CREDENTIALS_MISSING" in reasons
        or (reply.status == 401 and not reasons)
    )


def _raise_for_error(reply: Reply) -> None:
    message, reasons = _message(reply), set(_reasons(reply))
    if _BAD_KEY in reasons or "api key not valid" in message or "api key expired" in message:
        raise ScoringStopped(f"the service does not accept the key: check {KEY}")
    if "SERVICE_DISABLED" in reasons:
        raise ScoringStopped(
            "the Perspective Comment Analyzer API is not enabled in the project of "
            f"{KEY}: enable it there, or use another project's key"
        )
    if reply.status in (401, 403):
        raise ScoringStopped(
            f"HTTP {reply.status}: the key may not use this service; check {KEY} and its "
            f"restrictions, and {URL}"
        )
    for kind, (words, reason) in _TEXT.items():
        if kind in reasons or words in message:
            raise NotScorable(reason)
    for kind, words in _REQUEST.items():
        if kind in reasons or words in message:
            raise ScoringStopped(
                f"the service does not know such a request ({kind}): name other attributes, as "
                f"in perspective:TOXICITY, or check {URL}"
            )


def _message(reply: Reply) -> str:
    found: Any = dig(reply.json(), "error", "message")
    return found.lower() if isinstance(found, str) else ""


def _reasons(reply: Reply) -> Iterator[str]:
    details = dig(reply.json(), "error", "details")
    for detail in details if isinstance(details, list) else []:
        for name in ("reason", "errorType"):
            found = dig(detail, name)
            if isinstance(found, str):
                yield found
