"""A server on 127.0.0.1 that imitates the Perspective API and OpenAI's moderation endpoint.

    python -m tests.fakes.perspective --port 8181 --qps 10 --qpm 600 --latency 0.1 --faults 0.05 \\
        --seed 1 --key KEY --log FILE

``GET /stats`` gives what it has seen. Scores depend on the text only (``value_of``).
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from typing import IO, Any

from tests.fakes._handler import Handler
from tests.fakes._quota import Quota
from tests.fakes._settings import FAULTS, Settings, value_of
from tests.fakes._stats import Stats, digest

__all__ = ["FAULTS", "FakeService", "Settings", "digest", "serving", "value_of"]


class FakeService(ThreadingHTTPServer):
    """The server; ``settings`` may be changed while it runs, except for the quota."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, settings: Settings, *, port: int = 0, log: IO[str] | None = None) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.settings = settings
        self.quota = Quota(settings.qps, settings.qpm)
        self.stats = Stats(log)
        self.ending = threading.Event()

    @property
    def url(self) -> str:
        """What PERSPECTIVE_API_URL is to be; with ``/v1`` behind it, OPENAI_BASE_URL."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no news."""


@contextlib.contextmanager
def serving(settings: Settings | None = None) -> Iterator[FakeService]:
    """A server in this process."""
    server = FakeService(settings or Settings())
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server
    finally:
        server.ending.set()
        server.shutdown()
        server.server_close()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--qps", type=float)
    parser.add_argument("--qpm", type=float)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds")
    parser.add_argument("--faults", type=float, default=0.0, help="share of requests, 0 to 1")
    parser.add_argument("--kinds", default=",".join(FAULTS), help="which faults (%(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--key", default=os.environ.get("FAKE_KEY", "fake-key"), help="default: $FAKE_KEY"
    )
    parser.add_argument("--key-in", choices=("header", "query", "either"), default="either")
    parser.add_argument("--retry-after", default="1", help="seconds or a date; empty for none")
    parser.add_argument("--disabled", action="store_true")
    parser.add_argument("--log", type=argparse.FileType("a", encoding="utf-8"))
    args = parser.parse_args()
    settings = Settings(
        key=args.key, key_in=args.key_in, qps=args.qps, qpm=args.qpm, latency=args.latency,
        faults=args.faults, fault_kinds=tuple(args.kinds.split(",")), seed=args.seed,
        retry_after=args.retry_after or None, disabled=args.disabled,
    )  # fmt: skip
    # Arrivals are to be timed when they arrive, not when another thread's turn is over.
    sys.setswitchinterval(0.0005)
    server = FakeService(settings, port=args.port, log=args.log)
    print(server.url, flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever(0.1)


if __name__ == "__main__":
    main()
