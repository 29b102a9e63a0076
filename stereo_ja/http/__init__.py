"""What every client of a web service here needs: addresses, keys, waits and bodies."""

from __future__ import annotations

from stereo_ja.http._address import fits_header, host_of, is_address
from stereo_ja.http._body import BodyCutShort, BodyTooLong, read_body
from stereo_ja.http._retry_after import retry_after

__all__ = [
    "BodyCutShort",
    "BodyTooLong",
    "fits_header",
    "host_of",
    "is_address",
    "read_body",
    "retry_after",
]
