"""Where a service is, and with what key and rate it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from stereo_ja.errors import UserError
from stereo_ja.service._address import fits_header, host_of, is_address

__all__ = ["Endpoint", "Variables"]

_FASTEST = 10_000.0


@dataclass(frozen=True)
class Endpoint:
    """One service, as the environment names it."""

    url: str
    """The full address that is posted to, without a key."""
    rate: float
    """Requests per second that the quota allows."""
    key: str | None = field(default=None, repr=False)

    @property
    def host(self) -> str:
        """Host and port, for messages; an address can hold a password before them."""
        return host_of(self.url)


@dataclass(frozen=True)
class Variables:
    """The environment's variables about one service, and what holds where they are not set."""

    key: str
    url: str
    rate: str
    home: str
    """The address before ``path`` where ``url`` is not set."""
    path: str
    usual: float
    """Requests per second where ``rate`` is not set."""
    last_day: date | None = None
    """After which there is no such service; None if no end is known."""

    def endpoint(self, environment: Mapping[str, str]) -> Endpoint:
        """What they name.

        Raises:
            UserError: One of them cannot be used; the message does not show the key.
        """
        base = (environment.get(self.url, "").strip() or self.home).rstrip("/")
        base = base.removesuffix(self.path)
        if not is_address(base) or urlsplit(base).query or urlsplit(base).fragment:
            raise UserError(
                f"{self.url} is no http(s) address: give the part before {self.path}, such as "
                f"{self.home}"
            )
        return Endpoint(base + self.path, self._rate(environment), self._key(environment))

    def _rate(self, environment: Mapping[str, str]) -> float:
        text = environment.get(self.rate, "").strip()
        if not text:
            return self.usual
        try:
            rate = float(text)
        except ValueError:
            rate = 0.0
        if not 0 < rate <= _FASTEST:
            raise UserError(
                f"{self.rate} is {text[:20]!r}: set it to the requests per second that your quota "
                f"allows, a positive number such as {self.usual:g}"
            )
        return rate

    def _key(self, environment: Mapping[str, str]) -> str | None:
        key = environment.get(self.key, "").strip() or None
        if key is not None and not fits_header(key):
            raise UserError(f"{self.key} holds characters that no header can: set it again")
        return key
