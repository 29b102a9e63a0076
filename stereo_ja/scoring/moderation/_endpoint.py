"""Where the moderation endpoint is, and with what key and rate it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stereo_ja.errors import UserError
from stereo_ja.http import is_address
from stereo_ja.scoring.service import key_from, rate_from

__all__ = ["KEY", "URL", "Endpoint"]

KEY, RATE, URL = "OPENAI_API_KEY", "OPENAI_MODERATION_QPS", "OPENAI_BASE_URL"
_OPENAI = "https://api.openai.com/v1"
_PATH = "/moderations"
_USUAL_RATE = 4.0
"""Requests per second; 250 a minute are allowed to an account without payments."""


@dataclass(frozen=True)
class Endpoint:
    """One service, as the environment names it."""

    url: str
    """The full address that is posted to."""
    rate: float
    """Requests per second that the quota allows."""
    key: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Endpoint:
        """From ``OPENAI_BASE_URL``, ``OPENAI_MODERATION_QPS`` and ``OPENAI_API_KEY``.

        Raises:
            UserError: One of them cannot be used; the message does not show the key.
        """
        base = environment.get(URL, "").strip() or _OPENAI
        url = base.rstrip("/").removesuffix(_PATH) + _PATH
        if not is_address(url):
            raise UserError(f"{URL} is no http(s) address: give one such as {_OPENAI}")
        return cls(url, rate_from(environment, RATE, _USUAL_RATE), key_from(environment, KEY))
