"""Bodies as a raw socket sends them, which no well-behaved server would."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import repeat

import pytest
import requests

from stereo_ja.service._body import BodyCutShort, BodyTooLong, read_body


@pytest.fixture
def served() -> Iterator[Callable[..., str]]:
    """Serves one connection: a head, then the pieces with a wait before each."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve(length: int, pieces: Iterable[bytes], wait: float = 0) -> str:
        def once() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n".encode())
                for piece in pieces:
                    time.sleep(wait)
                    try:
                        connection.sendall(piece)
                    except OSError:
                        return

        threading.Thread(target=once, daemon=True).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"

    yield serve
    listener.close()


def _read(url: str, *, largest: int = 1000, seconds: float = 300) -> bytes:
    with requests.get(url, stream=True, timeout=300) as answer:
        return read_body(answer, largest=largest, seconds=seconds)


def test_a_whole_body(served: Callable[..., str]) -> None:
    assert _read(served(6, [b"abc", b"def"])) == b"abcdef"


def test_a_body_that_ends_early_is_no_body(served: Callable[..., str]) -> None:
    with pytest.raises(BodyCutShort, match="half a reply"):
        _read(served(100, [b"abc"]))


def test_a_byte_now_and_then_is_not_waited_for(served: Callable[..., str]) -> None:
    """Left before its end, which is when it is too long."""
    with pytest.raises(BodyCutShort, match=r"0\.3 s"):
        _read(served(10_000, repeat(b"a"), wait=0.05), seconds=0.3)


def test_more_than_any_reply_has(served: Callable[..., str]) -> None:
    with pytest.raises(BodyTooLong, match="1000 bytes"):
        _read(served(5000, [b"x" * 5000]))
