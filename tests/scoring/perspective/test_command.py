"""``stereo-ja score`` as a process: killed, started again, and beside another of its kind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.fakes.perspective import FakeService, digest, value_of
from tests.scoring.perspective.conftest import KEY

TEXTS = [f"{number}人は親切です。" for number in range(150)]
RATE = 50.0
LATENCY = 0.1


@pytest.fixture
def start(tmp_path: Path, service: FakeService):
    service.settings.latency = LATENCY
    rows = [json.dumps({"text": text}) for text in TEXTS]
    (tmp_path / "in.jsonl").write_text("\n".join(rows))

    def start(name: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "stereo_ja", "score", str(tmp_path / "in.jsonl")]
        command += ["-o", str(tmp_path / name)]
        command += ["--toxicity", "perspective", "--sentiment", "none"]
        environment = os.environ | {
            "STEREO_JA_STORE": str(tmp_path / "store.sqlite3"),
            "PERSPECTIVE_API_URL": service.url,
            "PERSPECTIVE_API_KEY": KEY,
            "PERSPECTIVE_API_QPS": str(RATE),
        }
        return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)

    return start


def _scores(path: Path) -> list[dict[str, object]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["toxicity"] for line in lines]


def _answered(service: FakeService) -> list[int]:
    texts = service.stats.as_dict()["texts"]
    return [texts[digest(text)]["answered"] for text in TEXTS]


def test_a_kill_loses_no_more_than_was_under_way(start, service: FakeService, tmp_path: Path):
    process = start("out")
    while len(service.stats.seen) < 60:
        time.sleep(0.01)
    process.kill()
    process.wait()
    assert start("out").wait() == 0
    scores = _scores(tmp_path / "out")
    assert [score["value"] for score in scores] == [value_of("TOXICITY", text) for text in TEXTS]
    assert sum(n - 1 for n in _answered(service)) <= 2 * RATE * LATENCY
    before = len(service.stats.seen)
    assert start("again").wait() == 0
    assert len(service.stats.seen) == before
    # With the dates on which they were made.
    assert _scores(tmp_path / "again") == scores


def test_two_processes_ask_for_each_text_once(start, service: FakeService, tmp_path: Path):
    assert [process.wait() for process in [start("one"), start("two")]] == [0, 0]
    assert _answered(service) == [1] * len(TEXTS)
    assert _scores(tmp_path / "one") == _scores(tmp_path / "two")
    assert service.stats.as_dict()["most_in_a_second"] <= RATE
