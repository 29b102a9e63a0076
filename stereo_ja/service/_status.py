"""HTTP statuses that mean the same at every service."""

from __future__ import annotations

from stereo_ja.errors import ScoringStopped
from stereo_ja.service._errors import Failed, TooMany, TryAgain
from stereo_ja.service._post import Reply

__all__ = ["raise_for_status"]

_TOO_MANY = 429
_PASSING = frozenset({408, 409, 425})
_ELSEWHERE = frozenset({404, 405, 410})


def raise_for_status(reply: Reply, address: str) -> None:
    """Return for HTTP 200, raise for any other status.

    Args:
        reply: After what is particular to the service has been looked for.
        address: The variable that sets the service's address, for the message.

    Raises:
        TooMany: 429.
        TryAgain: 408, 409, 425 and 5xx.
        ScoringStopped: A redirect, or nothing at this address.
        Failed: Any other.
    """
    status = reply.status
    if status == 200:
        return
    problem = f"HTTP {status}"
    if status == _TOO_MANY:
        raise TooMany(problem, reply.wait)
    if status in _PASSING or status >= 500:
        raise TryAgain(problem, reply.wait)
    if status in _ELSEWHERE or 300 <= status < 400:
        raise ScoringStopped(f"{problem}: no such service at this address; check {address}")
    raise Failed(problem)
