"""What services that speak like OpenAI's have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stereo_ja.errors import ScoringStopped
from stereo_ja.service._endpoint import Variables
from stereo_ja.service._post import Reply
from stereo_ja.service._status import raise_for_status
from stereo_ja.service._values import dig

if TYPE_CHECKING:
    import requests

__all__ = ["OPENAI", "bearer", "raise_for_openai"]

OPENAI = "https://api.openai.com/v1"


def bearer(
    key: str | None,
) -> Callable[[requests.PreparedRequest], requests.PreparedRequest]:
    """Puts a key into the Authorization header; None puts nothing there."""

    def authorise(request: requests.PreparedRequest) -> requests.PreparedRequest:
        if key is not None:
            request.headers["Authorization"] = f"Bearer {key}"
        return request

    return authorise


def raise_for_openai(reply: Reply, variables: Variables, model: str) -> None:
    """Return for HTTP 200, raise for any other status.

    Args:
        reply: Of the service.
        variables: Name its key and its address.
        model: What to do about a model that it does not know.

    Raises:
        TryAgain: A fault.
        TooMany: The quota is used up.
        Failed: The request is refused.
        ScoringStopped: No other request will fare better.
    """
    code = dig(reply.json(), "error", "code")
    key = variables.key
    if reply.status == 401:
        raise ScoringStopped(f"HTTP 401: the service does not accept the key: check {key}")
    if reply.status == 403:
        raise ScoringStopped(
            f"HTTP 403: the key may not use this service; check {key} and {variables.url}"
        )
    if reply.status == 429 and code == "insufficient_quota":
        raise ScoringStopped(
            f"the account of {key} has no quota left: check its plan and billing at the service"
        )
    if code == "model_not_found":
        raise ScoringStopped(f"the service does not know the model: {model}")
    raise_for_status(reply, variables.url)
