"""``stereo-ja score`` as a process: killed, started again, and beside another of its kind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes.perspective import FakeService, digest, value_of
from tests.scoring.perspective.conftest import KEY

TEXTS = [f"{number}人は親切です。" for number in range(150)]
UNDER_WAY = 64
"""Requests that may be under way at once, whatever the rate."""


@pytest.fixture
def start(tmp_path: Path, service: FakeService):
    def start(name: str, texts: list[str], rate: float) -> subprocess.Popen[bytes]:
        rows = [json.dumps({"text": text}) for text in texts]
        (tmp_path / "in.jsonl").write_text("\n".join(rows))
        command = [sys.executable, "-m", "stereo_ja", "score", str(tmp_path / "in.jsonl")]
        command += ["-o", str(tmp_path / name)]
        command += ["--toxicity", "perspective", "--sentiment", "none"]
        environment = os.environ | {
            "STEREO_JA_STORE": str(tmp_path / "store.sqlite3"),
            "PERSPECTIVE_API_URL": service.url,
            "PERSPECTIVE_API_KEY": KEY,
            "PERSPECTIVE_API_QPS": str(rate),
        }
        return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)

    return start


def _scores(path: Path) -> list[dict[str, object]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["toxicity"] for line in lines]


def _answered(service: FakeService, texts: list[str]) -> list[int]:
    found = service.stats.as_dict()["texts"]
    return [found[digest(text)]["answered"] for text in texts]


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 300
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_kill_loses_no_more_than_was_under_way(start, service: FakeService, tmp_path: Path):
    """Killed when as much is under way as may be: what was answered before must then be stored."""
    service.settings.silent_after = 60
    process = start("out", TEXTS, 500)
    _until(lambda: service.stats.as_dict()["under_way"] == UNDER_WAY)
    process.kill()
    process.wait()
    service.settings.silent_after = None
    assert start("out", TEXTS, 500).wait() == 0
    scores = _scores(tmp_path / "out")
    assert [score["value"] for score in scores] == [value_of("TOXICITY", text) for text in TEXTS]
    assert _answered(service, TEXTS) == [1] * len(TEXTS)
    before = len(service.stats.seen)
    assert start("again", TEXTS, 500).wait() == 0
    assert len(service.stats.seen) == before
    # With the dates on which they were made.
    assert _scores(tmp_path / "again") == scores


def test_two_processes_ask_for_each_text_once(start, service: FakeService, tmp_path: Path):
    texts, rate = TEXTS[:60], 10
    both = [start(name, texts, rate) for name in ("one", "two")]
    assert [process.wait() for process in both] == [0, 0]
    assert _answered(service, texts) == [1] * len(texts)
    assert _scores(tmp_path / "one") == _scores(tmp_path / "two")
    # With slots of its own each would be done in 3 s, and 6 are needed; the first request may
    # arrive late, and the others no earlier than they should.
    assert service.stats.as_dict()["seconds"] >= 0.7 * len(texts) / rate
