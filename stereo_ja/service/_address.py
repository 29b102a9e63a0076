"""Addresses and keys as a person sets them in the environment."""

from __future__ import annotations

from urllib.parse import urlsplit

__all__ = ["fits_header", "host_of", "is_address"]


def is_address(url: str) -> bool:
    """Whether requests can be sent to ``url``: http or https, with a host."""
    try:
        parts = urlsplit(url)
        # A port is only looked at when it is asked for.
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def host_of(url: str) -> str:
    """Host and port, for messages; an address can hold a password before them."""
    return urlsplit(url).netloc.rpartition("@")[2]


def fits_header(key: str) -> bool:
    """Whether a header can hold ``key``; an HTTP library would quote one that does not fit."""
    return key.isascii() and key.isprintable()
