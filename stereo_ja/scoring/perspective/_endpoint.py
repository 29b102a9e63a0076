"""Where the Perspective API is, and with what key and rate it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from stereo_ja.errors import UserError
from stereo_ja.http import is_address
from stereo_ja.scoring.service import key_from, rate_from

__all__ = ["KEY", "URL", "Endpoint"]

KEY, RATE, URL = "PERSPECTIVE_API_KEY", "PERSPECTIVE_API_QPS", "PERSPECTIVE_API_URL"
_GOOGLE = "https://commentanalyzer.googleapis.com"
_VERSION = "v1alpha1"
_PATH = f"/{_VERSION}/comments:analyze"
_USUAL_RATE = 1.0


@dataclass(frozen=True)
class Endpoint:
    """One service, as the environment names it."""

    url: str
    """The full address that is posted to, without a key."""
    rate: float
    """Requests per second that the quota allows."""
    key: str | None = field(default=None, repr=False)

    @property
    def revision(self) -> str:
        """What pins the scores, as far as it can be known: the service names no model version."""
        host = urlsplit(self.url).hostname
        return _VERSION if host == urlsplit(_GOOGLE).hostname else f"{_VERSION}@{host}"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Endpoint:
        """From ``PERSPECTIVE_API_URL``, ``PERSPECTIVE_API_QPS`` and ``PERSPECTIVE_API_KEY``.

        Raises:
            UserError: One of them cannot be used; the message does not show the key.
        """
        base = environment.get(URL, "").strip() or _GOOGLE
        base = base.rstrip("/").removesuffix(_PATH)
        if not is_address(base) or urlsplit(base).query or urlsplit(base).fragment:
            raise UserError(
                f"{URL} is no http(s) address: give the part before {_PATH}, such as {_GOOGLE}"
            )
        return cls(
            base + _PATH, rate_from(environment, RATE, _USUAL_RATE), key_from(environment, KEY)
        )
