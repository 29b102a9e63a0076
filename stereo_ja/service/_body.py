"""The body of a reply, with an end to its size and to its time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import requests

__all__ = ["BodyCutShort", "BodyTooLong", "read_body"]

_PIECE = 8192


class BodyTooLong(Exception):
    """More bytes than any reply of the service has."""


class BodyCutShort(Exception):
    """The body ended early, took too long or cannot be decoded; the next one may be whole."""


def read_body(answer: requests.Response, *, largest: int, seconds: float) -> bytes:
    """The whole body of an answer that was asked for with ``stream=True``.

    Args:
        answer: What came back.
        largest: Bytes that it may have, decoded.
        seconds: Time for the whole body; a timeout of the connection alone would let a server
            send a byte now and then for ever.

    Raises:
        BodyTooLong: It has more bytes.
        BodyCutShort: Everything else that can go wrong; the message holds no address.
    """
    from urllib3.exceptions import HTTPError

    until = time.monotonic() + seconds
    body = bytearray()
    problem = ""
    try:
        for piece in _pieces(answer):
            body += piece
            if len(body) > largest:
                raise BodyTooLong(f"a reply of more than {largest} bytes")
            if time.monotonic() > until:
                raise BodyCutShort(f"no whole reply in {seconds:g} s")
    except (HTTPError, OSError) as error:
        problem = f"half a reply ({type(error).__name__})"
    if problem:
        # Outside the handler, so that nothing of the library's error hangs on it.
        raise BodyCutShort(problem)
    return bytes(body)


def _pieces(answer: requests.Response) -> Iterator[bytes]:
    raw = answer.raw
    if not hasattr(raw, "read1"):  # urllib3 before 2.1; byte by byte, but as prompt
        yield from raw.stream(1, decode_content=True)
        return
    # What has arrived, however little, so that the clock is looked at between.
    while piece := raw.read1(_PIECE, decode_content=True):
        yield piece
