"""The imitated service and the real command, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stereo_ja.benchmark.stereotype import docs
from tests.fakes.perspective import digest, value_of

PROBE = "こんにちは。"
"""What the scorer's check sends."""
KEY = "AIzaSyBench-0f9c27d1e4"


def texts(count: int) -> list[str]:
    """Distinct sentences about the benchmark's groups."""
    groups = [doc["group"] for doc in docs()]
    return [f"{groups[i % len(groups)]}は{i}番目の質問に答えます。" for i in range(count)]


@dataclass
class Bench:
    """A folder with a store, an input and a server."""

    folder: Path
    rate: float
    count: int
    faults: float = 0.05
    latency: float = 0.1
    key_in: str = "header"

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        rows = [json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts(self.count)]
        (self.folder / "in.jsonl").write_text("".join(rows), encoding="utf-8")
        options = {
            "qps": self.rate, "qpm": 60 * self.rate, "latency": self.latency, "seed": 1,
            "faults": self.faults, "key-in": self.key_in, "log": self.folder / "server.jsonl",
        }  # fmt: skip
        command = [sys.executable, "-m", "tests.fakes.perspective"]
        command += [f"--{name}={value}" for name, value in options.items()]
        self.server = subprocess.Popen(
            command, env=os.environ | {"FAKE_KEY": KEY}, stdout=subprocess.PIPE, text=True
        )
        assert self.server.stdout is not None
        self.url = self.server.stdout.readline().strip()

    def start(self, name: str = "out", **more: str) -> subprocess.Popen[bytes]:
        """``stereo-ja score`` over the input, in the background."""
        command = [str(Path(sys.executable).with_name("stereo-ja")), "score"]
        command += [str(self.folder / "in.jsonl"), "-o", str(self.folder / f"{name}.jsonl")]
        command += ["--toxicity", "perspective", "--sentiment", "none"]
        environment = os.environ | {
            "STEREO_JA_STORE": str(self.folder / "store.sqlite3"),
            "PERSPECTIVE_API_URL": self.url,
            "PERSPECTIVE_API_KEY": KEY,
            "PERSPECTIVE_API_QPS": str(self.rate),
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder),
        }
        log = (self.folder / f"{name}.log").open("ab")
        return subprocess.Popen(command, env=environment | more, stdout=log, stderr=log)

    def run(self, name: str = "out", **more: str) -> dict[str, Any]:
        """The same in the foreground: exit code, seconds and memory."""
        begun = time.monotonic()
        process = self.start(name, **more)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return {
            "exit": process.returncode,
            "seconds": round(time.monotonic() - begun, 2),
            "peak_mib": round(usage.ru_maxrss / 1024),
        }

    def stats(self) -> dict[str, Any]:
        """What the server has seen."""
        with urllib.request.urlopen(f"{self.url}/stats") as answer:
            return dict(json.load(answer))

    def scores(self, name: str = "out") -> dict[str, int]:
        """How many scores there are, and how many are the server's own."""
        rows = [
            json.loads(line)
            for line in (self.folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        wanted = texts(self.count)
        right = sum(
            row["text"] == text and row["toxicity"]["value"] == value_of("TOXICITY", text)
            for row, text in zip(rows, wanted, strict=True)
        )
        scored = sum(row["toxicity"]["status"] == "scored" for row in rows)
        return {"scored": scored, "lost": self.count - scored, "equal_to_the_servers": right}

    def close(self) -> None:
        """End the server."""
        self.server.terminate()
        self.server.wait()


def summary(stats: dict[str, Any], rate: float) -> dict[str, Any]:
    """The figures of a run, from what the server has seen."""
    probe = stats["texts"].pop(digest(PROBE), {"requests": 0})
    answered: Sequence[int] = [one["answered"] for one in stats["texts"].values()]
    kept = ("requests", "above_quota", "most_in_a_second", "most_in_a_minute", "key_in_query")
    return {
        "share_of_quota_used": round((stats["requests"] - 1) / stats["seconds"] / rate, 4),
        "seconds_from_first_to_last_request": round(stats["seconds"], 1),
        **{name: stats[name] for name in kept},
        "requests_of_the_check": probe["requests"],
        "faults": sum(stats["faults"].values()),
        "asked_again_before_the_wait_was_over": stats["asked_too_soon"],
        "answered_more_than_once": sum(n - 1 for n in answered if n > 1),
    }


def machine() -> dict[str, object]:
    """What else goes on here."""
    return {"cpus": os.cpu_count(), "load": [round(load, 1) for load in os.getloadavg()]}
