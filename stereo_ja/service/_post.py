"""One POST to a service."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from stereo_ja.errors import ScoringStopped
from stereo_ja.service._address import host_of
from stereo_ja.service._body import BodyCutShort, BodyTooLong, read_body
from stereo_ja.service._errors import TryAgain
from stereo_ja.service._retry_after import retry_after

if TYPE_CHECKING:
    import requests

__all__ = ["Poster", "Reply"]

_CONNECT, _PATIENCE = 10.0, 20.0
"""Seconds to connect, and between two pieces of a reply."""
_LARGEST = 1_000_000
"""Bytes of a reply."""


@dataclass(frozen=True)
class Reply:
    """An answer of whatever status."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def wait(self) -> float | None:
        """Seconds that the server asks to wait, if it does."""
        return retry_after(self.headers.get("Retry-After"))

    def json(self) -> Any:
        """The body's JSON value; None if it is no JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


class Poster:
    """Posts JSON to one address, with connections kept open by each thread for itself.

    Args:
        url: The address, without a key.
        patience: Seconds between two pieces of a reply; its whole body may take half as long again.
    """

    def __init__(self, url: str, patience: float | None = None) -> None:
        self.host = host_of(url)
        """Host and port, for messages."""
        self._url = url
        self._patience = patience or _PATIENCE
        self._mine = threading.local()

    @staticmethod
    def prepare() -> None:
        """Import the HTTP library, which takes as long as many requests do."""
        import requests  # noqa: F401

    def post(
        self,
        body: object,
        authorise: Callable[[requests.PreparedRequest], requests.PreparedRequest],
        query: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send one request; redirects are not followed, because they would carry the key along.

        Args:
            body: Sent as JSON in UTF-8.
            authorise: Puts the key into the headers.
            query: Put behind the address.

        Raises:
            TryAgain: No connection, or no whole reply in time.
            ScoringStopped: The request cannot even be sent.
        """
        import requests

        session: requests.Session | None = getattr(self._mine, "session", None)
        if session is None:
            session = self._mine.session = requests.Session()
        cause, again = "", True
        try:
            with session.post(
                self._url,
                data=json.dumps(body, ensure_ascii=False).encode(),
                headers={"Content-Type": "application/json; charset=utf-8"},
                params=query,
                # Being given as auth keeps requests from sending what a .netrc has for this host.
                auth=authorise,
                timeout=(_CONNECT, self._patience),
                stream=True,
                allow_redirects=False,
            ) as answer:
                whole = 1.5 * self._patience
                received = read_body(answer, largest=_LARGEST, seconds=whole)
                return Reply(answer.status_code, answer.headers, received)
        except (BodyCutShort, BodyTooLong) as error:
            cause = str(error)
        except (requests.ConnectionError, requests.Timeout) as error:
            cause = f"no connection or no reply in time ({type(error).__name__})"
        except Exception as error:
            cause, again = type(error).__name__, False
        # Outside the handlers, because the library's errors hold the address and with it the key.
        if again:
            raise TryAgain(cause)
        raise ScoringStopped(f"no request can be sent to {self.host} ({cause}): check its address")
