"""Requests to the Perspective API, one text each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from stereo_ja.scoring._score import Score, Status, now
from stereo_ja.scoring.perspective._endpoint import revision_of
from stereo_ja.scoring.perspective._reply import NotScorable, asks_for_query, values_of
from stereo_ja.service import Endpoint, Poster, TryAgain, hide_in_logs, is_unicode

if TYPE_CHECKING:
    import requests

__all__ = ["PerspectiveService"]

_LARGEST = 20_480
"""Bytes of UTF-8 in one text."""


class PerspectiveService:
    """One service with a key.

    Args:
        name: Recorded as the scorer of each score.
        endpoint: Where it is; has a key.
        attributes: What is asked for, the score's own first.
        language: The language all texts are taken to be in.
        advice: Gives what to add when the service is silent.
    """

    batch = 1

    def __init__(
        self,
        name: str,
        endpoint: Endpoint,
        attributes: Sequence[str],
        language: str,
        advice: Callable[[], str],
    ) -> None:
        self._name = name
        self._key = endpoint.key or ""
        self._revision = revision_of(endpoint)
        self._attributes = tuple(attributes)
        self._language = language
        self._advice = advice
        self._poster = Poster(endpoint.url)
        self._in_query = False

    def prepare(self) -> None:
        self._poster.prepare()

    def without_asking(self, text: str) -> Score | None:
        if not text.strip():
            return self._score("not_scorable", reason="empty text")
        if not is_unicode(text):
            return self._score("not_scorable", reason="not valid Unicode")
        size = len(text.encode())
        if size > _LARGEST:
            reason = f"{size} bytes of UTF-8, and the service takes {_LARGEST}"
            return self._score("not_scorable", reason=reason)
        return None

    def ask(self, texts: Sequence[str]) -> list[Score]:
        (text,) = texts
        in_query = self._in_query
        reply = self._poster.post(
            {
                "comment": {"text": text},
                "requestedAttributes": {name: {} for name in self._attributes},
                "languages": [self._language],
                "doNotStore": True,
            },
            self._authorise if not in_query else _unchanged,
            {"key": self._key} if in_query else None,
        )
        if not in_query and asks_for_query(reply):
            hide_in_logs(self._key)
            self._in_query = True
            raise TryAgain("the service wants the key in the address", 0)
        try:
            values = values_of(reply, self._attributes)
        except NotScorable as error:
            return [self._score("not_scorable", reason=str(error))]
        others = tuple(zip(self._attributes[1:], values[1:], strict=True))
        return [self._score("scored", values[0], self._attributes[0], also=others)]

    def failed(self, reason: str) -> Score:
        return self._score("failed", reason=reason)

    def silent(self, count: int, reason: str) -> str:
        return (
            f"{count} texts in a row got no score from {self._poster.host} (the last: {reason}), "
            f"so no more are sent: wait until the service answers again{self._advice()}"
        )

    def _authorise(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["X-Goog-Api-Key"] = self._key
        return request

    def _score(
        self,
        status: Status,
        value: float | None = None,
        label: str | None = None,
        reason: str | None = None,
        also: tuple[tuple[str, float], ...] = (),
    ) -> Score:
        return Score(
            status, self._name, self._revision, now(), value, label, reason=reason, also=also
        )


def _unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request
