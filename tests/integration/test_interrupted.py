"""Ctrl-C while a service scores, and the printed line that goes on."""

from __future__ import annotations

import json
import shlex
import signal
import subprocess
import sys
import time

import pytest

from stereo_ja.harness._tasks_dir import tasks_dir
from tests.fakes.perspective import Settings, serving
from tests.integration.conftest import environment, hf_arguments, load_results

KEY = "sekret-key-of-this-test"


@pytest.fixture
def service(tmp_path):
    """The imitation server, and the environment in which it is the Perspective API."""
    with serving(Settings(key=KEY)) as server:
        yield server, environment(
            PERSPECTIVE_API_KEY=KEY, PERSPECTIVE_API_URL=server.url, PERSPECTIVE_API_QPS="4",
            STEREO_JA_STORE=str(tmp_path / "scores.sqlite3"),
        )  # fmt: skip


def test_ctrl_c_while_scoring_keeps_everything_and_says_how_to_go_on(tmp_path, service):
    server, settings = service
    arguments = [
        sys.executable, "-m", "lm_eval", "run", "--include_path", str(tasks_dir()),
        *hf_arguments(tmp_path / "out", "--tasks", "ja_stereotype", "--limit", "12"),
    ]  # fmt: skip
    metadata = json.dumps({"toxicity": "perspective", "sentiment": "none"})
    arguments[arguments.index("--metadata") + 1] = metadata
    process = subprocess.Popen(arguments, env=settings, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 300
    # The first request is the probe before generation.
    while server.stats.as_dict()["requests"] < 10:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 130, said[-2000:]
    assert "Traceback" not in said
    assert KEY not in said
    before = server.stats.as_dict()
    line = next(line for line in said.splitlines() if "go on with: " in line)
    command = shlex.split(line.partition("go on with: ")[2])
    assert command[:2] == ["stereo-ja", "rescore"]
    settings["PERSPECTIVE_API_QPS"] = "200"
    done = subprocess.run(
        [sys.executable, "-m", "stereo_ja", *command[1:]],
        env=settings, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    results, samples = load_results(tmp_path / "out-rescored")
    assert len(samples) == 12
    assert results["model_name"].endswith("demo/model")
    assert results["results"]["ja_stereotype"]["toxicity_coverage,none"] == 1.0
    after = server.stats.as_dict()
    assert before["requests"] >= 10
    # What was on its way at the moment of Ctrl-C was waited for and stored as well.
    assert {text["answered"] for text in after["texts"].values()} == {1}
