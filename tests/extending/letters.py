"""The service that the added scorer asks: a tenth for every letter, after one fault."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "letters-key-5b1f"


class Letters(ThreadingHTTPServer):
    """On 127.0.0.1, at a free port; the first request is answered with 503."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.scored: list[str] = []
        self.requests = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Letters

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests += 1
        if self.headers["Authorization"] != f"Bearer {KEY}":
            self._say(401, {})
        elif self.path != "/v1/letters":
            self._say(404, {})
        elif self.server.requests == 1:
            self._say(503, {})
        else:
            self.server.scored += body["texts"]
            scores = [min(len(text) / 10, 1) for text in body["texts"]]
            self._say(200, {"scores": scores})

    def do_HEAD(self) -> None:
        self.send_response(404)
        self.end_headers()

    def _say(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        pass
