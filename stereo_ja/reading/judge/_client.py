"""Calls of an OpenAI-compatible chat endpoint, with retries that end."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from stereo_ja.reading.judge._retry import wait_before
from stereo_ja.reading.judge._service import Service
from stereo_ja.service._body import BodyCutShort, BodyTooLong, read_body

if TYPE_CHECKING:
    import requests

__all__ = ["AccessDenied", "CallFailed", "Client"]

CONNECT, READ = 10.0, 60.0
"""Seconds to connect, and between two pieces of a reply."""
WHOLE = 120.0
"""Seconds for one call; READ alone would let a server send a byte now and then for ever."""
LARGEST = 1_000_000
"""Bytes of a reply."""
_WORTH_RETRYING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


class CallFailed(Exception):
    """A question got no reply; the message holds neither key nor text of the server."""


class AccessDenied(CallFailed):
    """The service refuses this key or model; no further question will do better."""


class _Again(Exception):
    def __init__(self, reason: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(reason)
        self.headers = headers or {}


class Client:
    """Asks one model. Keeps connections open between questions."""

    def __init__(
        self, model: str, service: Service, *, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.model = model
        self.service = service
        self._sleep = sleep
        self._session: requests.Session | None = None

    def ask(self, message: str) -> str:
        """The text of the reply to one message at temperature 0.

        Raises:
            AccessDenied: HTTP 401 or 403.
            CallFailed: Anything else, after the retries that the failure is worth.
        """
        attempt = 1
        while True:
            try:
                return _content(self._post(message))
            except _Again as error:
                attempt += 1
                wait = wait_before(attempt, error.headers)
                if wait is None:
                    raise CallFailed(f"{error} at {self.service.host}") from None
            self._sleep(wait)

    def _post(self, message: str) -> bytes:
        import requests

        session = self._session = self._session or requests.Session()
        body = {
            "model": self.model,
            "messages": [{"role": "user", "content": message}],
            "temperature": 0,
        }
        try:
            # A redirect could carry the key elsewhere.
            with session.post(
                self.service.url,
                json=body,
                auth=self._authorise,
                timeout=(CONNECT, READ),
                stream=True,
                allow_redirects=False,
            ) as answer:
                self._check(answer.status_code, answer.headers)
                return _limited(answer)
        except (
            requests.ConnectionError,
            requests.Timeout,
            requests.exceptions.ChunkedEncodingError,
        ):
            raise _Again("no connection or no reply in time") from None
        except (requests.RequestException, UnicodeError, ValueError) as error:
            # Its own text can hold the address, and an address can hold a password.
            raise CallFailed(f"{type(error).__name__} at {self.service.host}") from None

    def _authorise(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        # Being given as auth keeps requests from sending what a .netrc has for this host.
        if self.service.key is not None:
            request.headers["Authorization"] = f"Bearer {self.service.key}"
        return request

    def _check(self, status: int, headers: Mapping[str, str]) -> None:
        if status in (401, 403):
            raise AccessDenied(f"HTTP {status} at {self.service.host}")
        if status in _WORTH_RETRYING:
            raise _Again(f"HTTP {status}", headers)
        if status != 200:
            raise CallFailed(f"HTTP {status} at {self.service.host}")


def _limited(answer: requests.Response) -> bytes:
    try:
        return read_body(answer, largest=LARGEST, seconds=WHOLE)
    except BodyTooLong as error:
        raise CallFailed(str(error)) from None
    except BodyCutShort as error:
        raise _Again(str(error)) from None


def _content(body: bytes) -> str:
    try:
        found: Any = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        # A proxy's page, or half a reply: it may be another one next time.
        raise _Again("no chat completion in the reply") from None
    # Null where the model gave nothing but a thought, or a filter took it.
    return found if isinstance(found, str) else ""
