"""Reads a request, checks it as the service would, and answers or misbehaves."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import time
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, parse_qs, urlsplit

from tests.fakes import _analyze, _moderations
from tests.fakes._stats import Seen, digest

if TYPE_CHECKING:
    from tests.fakes.perspective import FakeService

__all__ = ["Handler"]

_ANALYZE, _MODERATIONS = "/v1alpha1/comments:analyze", "/v1/moderations"
_HTML = b"<!doctype html><title>Bad gateway</title><h1>It is not you, it is us</h1>"
_SLOW = 1.5
_STALL = 120.0


class Handler(BaseHTTPRequestHandler):
    server: FakeService
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def parse_request(self) -> bool:
        self.arrived = time.monotonic()
        return super().parse_request()

    def do_GET(self) -> None:
        found = self.path == "/stats"
        body = self.server.stats.as_dict() if found else {}
        self._send(200 if found else 404, json.dumps(body).encode())

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        address = urlsplit(self.path)
        if address.path not in (_ANALYZE, _MODERATIONS):
            self._send(404, b"{}")
            return
        with self.server.stats.under_way() as number:
            silent_after = self.server.settings.silent_after
            if silent_after is not None and number > silent_after:
                self.server.ending.wait()
                self.close_connection = True
                return
            self._serve(raw, address)

    def _serve(self, raw: bytes, address: SplitResult) -> None:
        settings, stats = self.server.settings, self.server.stats
        ours = address.path == _ANALYZE
        texts = [_analyze.text_in(raw)] if ours else _moderations.texts_in(raw)
        where, key = self._key(parse_qs(address.query), ours=ours)
        above = not self.server.quota.admits(self.arrived)
        fault: str | None = None
        if settings.latency:
            time.sleep(settings.latency)
        refused = self._refusal(where, key, ours=ours)
        if refused is not None:
            status, body = refused
        elif above or settings.out_of_funds:
            status, body = self._too_many(ours=ours)
        else:
            name = "\n".join(texts)
            fault = settings.fault(name, stats.attempt(name))
            status, body = self._answer(raw, fault, ours=ours)
        wait = settings.retry_after if above or fault == "429-wait" else None
        hold = float(wait) if wait is not None and wait.isdigit() else 0.0
        stored = ours and b'"doNotStore": true' not in raw and b'"doNotStore":true' not in raw
        marks = tuple(digest(text) for text in texts)
        now = time.monotonic()
        # Before it is sent, so that who has the answer finds it counted.
        stats.add(Seen(self.arrived, now, status, fault, where, marks, hold, stored), above=above)
        self._reply(status, body, fault, wait)

    def _key(self, query: dict[str, list[str]], *, ours: bool) -> tuple[str, str | None]:
        if not ours:
            return "header", (self.headers["Authorization"] or "").removeprefix("Bearer ")
        mode = self.server.settings.key_in
        if mode != "query" and self.headers["X-Goog-Api-Key"] is not None:
            return "header", self.headers["X-Goog-Api-Key"]
        if mode != "header" and "key" in query:
            return "query", query["key"][0]
        return "none", None

    def _refusal(self, where: str, key: str | None, *, ours: bool) -> tuple[int, Any] | None:
        right = key == self.server.settings.key
        if not ours:
            return None if right else _moderations.unauthorised()
        if where == "none":
            return _analyze.unregistered()
        if not right:
            return _analyze.bad_key()
        return _analyze.disabled() if self.server.settings.disabled else None

    def _too_many(self, *, ours: bool) -> tuple[int, Any]:
        return _analyze.over_quota() if ours else _moderations.too_many(self.server.settings)

    def _answer(self, raw: bytes, fault: str | None, *, ours: bool) -> tuple[int, Any]:
        if fault in ("429", "429-wait"):
            return self._too_many(ours=ours)
        if fault is not None and fault.isdigit():
            return int(fault), {"error": {"code": int(fault), "status": "UNAVAILABLE"}}
        settings = self.server.settings
        status, body = (
            _analyze.analyze(raw, settings) if ours else _moderations.moderate(raw, settings)
        )
        if status == 200 and fault == "noscores":
            body = {"languages": ["ja"]}
        if status == 200 and fault == "badvalue":
            wrong = json.dumps(body).replace('"value": 0.', '"value": 7.').replace(": 0.", ": 7.")
            body = json.loads(wrong)
        return status, body

    def _reply(self, status: int, body: Any, fault: str | None, wait: str | None) -> None:
        data = _HTML if fault == "html" else json.dumps(body).encode()
        with contextlib.suppress(OSError):
            if fault in ("slow", "stall", "reset", "cut"):
                self._send_badly(fault, data)
            else:
                self._send(status, data, {} if wait is None else {"Retry-After": wait})

    def _send(self, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
        self.wfile.write(self._head(status, len(data), headers or {}) + data)

    def _send_badly(self, fault: str, data: bytes) -> None:
        if fault == "cut":  # whole as HTTP goes, but half as JSON
            self._send(200, data[: len(data) // 2])
            return
        half = len(data) // 2
        self.wfile.write(self._head(200, len(data), {}) + data[:half])
        if fault == "slow":
            for start in range(half, len(data), 40):
                time.sleep(_SLOW / (half / 40 + 1))
                self.wfile.write(data[start : start + 40])
            return
        self.close_connection = True
        if fault == "stall":
            self.server.ending.wait(_STALL)
            return
        # Closing with this option sends a reset instead of an orderly end.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def _head(self, status: int, length: int, headers: dict[str, str]) -> bytes:
        lines = [f"HTTP/1.1 {status} -", "Content-Type: application/json; charset=UTF-8"]
        lines += [f"Content-Length: {length}", *(f"{name}: {v}" for name, v in headers.items())]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def log_message(self, *args: object) -> None:
        """The log is the statistics' own, which hold no key."""
