"""``stereo-ja doctor``, in processes of its own with real servers, caches and broken packages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from stereo_ja.doctor import Finding, healthy
from stereo_ja.doctor._reach import Answer
from stereo_ja.doctor._services import key_finding, keys_of_services
from tests.cli.conftest import COMMAND, REPOSITORY, Doctor

TOXICITY = "textdetox/xlmr-large-toxicity-classifier-v2"
SENTIMENT = "koheiduck/bert-japanese-finetuned-sentiment"
KEYS = {key.variables.key: key for key in keys_of_services()}


class Hub(BaseHTTPRequestHandler):
    """Offers the toxicity scorer only."""

    address: ClassVar[str]
    asked: ClassVar[list[tuple[str, str, str | None]]]
    silent: ClassVar[bool]
    ending: ClassVar[threading.Event]

    def do_HEAD(self) -> None:
        self.asked.append((self.command, self.path, self.headers.get("Authorization")))
        if self.silent:
            self.ending.wait()
        # Like the real one: a redirect for a file there is.
        self.send_response(307 if TOXICITY in self.path else 404)
        self.send_header("Location", "/nowhere")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def hub() -> Iterator[type[Hub]]:
    Hub.asked, Hub.silent, Hub.ending = [], False, threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    server.daemon_threads = True
    server.block_on_close = False
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Hub.address = f"127.0.0.1:{server.server_address[1]}"
    yield Hub
    Hub.ending.set()
    server.shutdown()
    server.server_close()


def test_a_working_environment_is_ready_and_nothing_is_left_behind(doctor: Doctor) -> None:
    before = sorted(doctor.root.rglob("*"))

    done = doctor.run(HF_HUB_OFFLINE="1")

    assert done.returncode == 0, done.stdout
    assert "Ready" in done.stdout
    assert "3,612 prompts" in done.stdout
    assert "走る" in done.stdout
    assert [p for p in sorted(doctor.root.rglob("*")) if "__pycache__" not in p.parts] == before


def test_the_real_torch_is_asked(doctor: Doctor) -> None:
    (doctor.packages / "torch.py").unlink()
    pytest.importorskip("torch")
    # A file in the current folder must not stand in for a module.
    (doctor.root / "json.py").write_text("raise SystemExit('imported from the current folder')")
    command = COMMAND.replace(
        "import argparse, sys", "import sys; sys.path.pop(0)\nimport argparse"
    )

    done = subprocess.run(
        [sys.executable, "-c", command, "300", "--json"],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "HF_HUB_OFFLINE": "1"},
        cwd=doctor.root,
        capture_output=True,
        text=True,
        check=False,
    )
    gpu = next(f for f in json.loads(done.stdout)["findings"] if f["name"] == "GPU")
    import torch

    there = torch.cuda.is_available() or torch.backends.mps.is_available()
    assert gpu["status"] == ("ok" if there else "missing"), gpu


def test_a_torch_that_takes_for_ever_is_given_up(doctor: Doctor) -> None:
    doctor.shadow("torch", "import time; time.sleep(3600)")
    doctor.patience = 1.0

    found = doctor.findings(HF_HUB_OFFLINE="1")

    assert found["GPU"]["status"] == "problem"
    assert "too long" in found["GPU"]["detail"]


def test_a_broken_torch_is_a_problem_that_stops_nothing(doctor: Doctor) -> None:
    found = doctor.findings(HF_HUB_OFFLINE="1")

    assert found["GPU"]["status"] == "problem"
    assert "libcudart.so.99" in found["GPU"]["detail"]
    assert found["Japanese dictionary"]["status"] == "ok"


def test_a_broken_dictionary_is_named_with_the_cure(doctor: Doctor) -> None:
    doctor.shadow("unidic_lite", f"DICDIR = {str(doctor.root)!r}")

    done = doctor.run(HF_HUB_OFFLINE="1")

    assert done.returncode == 1
    assert "problem  Japanese dictionary (required)" in done.stdout
    assert "-> pip install fugashi unidic-lite" in done.stdout
    assert "Not ready: Japanese dictionary" in done.stdout


def test_a_package_that_fails_on_import_is_a_finding(doctor: Doctor) -> None:
    doctor.shadow("fugashi", "raise OSError('libmecab.so: bad ELF header')")

    found = doctor.findings(HF_HUB_OFFLINE="1")

    assert found["Japanese dictionary"]["status"] == "problem"
    assert "bad ELF header" in found["Japanese dictionary"]["detail"]
    assert found["stimuli"]["status"] == "ok"


def test_an_unwritable_state_folder_chosen_by_the_user_stops_runs(doctor: Doctor) -> None:
    (doctor.root / "file").write_text("")

    done = doctor.run("--json", HF_HUB_OFFLINE="1", STEREO_JA_JOURNAL=str(doctor.root / "file/x"))

    assert done.returncode == 1
    answer = json.loads(done.stdout)
    state = next(f for f in answer["findings"] if f["name"] == "state folder")
    assert (state["status"], answer["healthy"]) == ("problem", False)
    assert "STEREO_JA_JOURNAL" in state["fix"]


def test_the_hub_is_asked_about_the_default_scorers(doctor: Doctor, hub: type[Hub]) -> None:
    found = doctor.findings(HF_ENDPOINT=f"http://{hub.address}")

    assert found["Hugging Face Hub"]["status"] == "ok"
    assert found["toxicity scorer"]["status"] == "missing"
    assert "the first run downloads it" in found["toxicity scorer"]["fix"]
    assert found["sentiment scorer"]["status"] == "problem"
    assert "does not offer" in found["sentiment scorer"]["detail"]
    paths = [f"/{name}/resolve/main/config.json" for name in (SENTIMENT, TOXICITY)]
    assert sorted(path for _, path, _ in hub.asked) == paths


def test_no_key_or_token_is_sent_or_shown(doctor: Doctor, hub: type[Hub]) -> None:
    secrets = {name: f"sekret-{name}" for name in ("PERSPECTIVE_API_KEY", "OPENAI_API_KEY")}
    secrets["HF_TOKEN"] = "sekret-hf"

    done = doctor.run(HF_ENDPOINT=f"http://sekret:sekret@{hub.address}", **secrets)

    assert done.stdout.count("set (not shown)") == 2
    assert f"http://{hub.address} answers" in done.stdout
    assert "sekret" not in done.stdout + done.stderr
    assert hub.asked
    assert all(authorization is None for _, _, authorization in hub.asked)


def test_a_silent_hub_is_not_waited_for(doctor: Doctor, hub: type[Hub]) -> None:
    hub.silent = True
    doctor.patience = 1.0

    found = doctor.findings(HF_ENDPOINT=f"http://{hub.address}")

    assert found["Hugging Face Hub"]["status"] == "problem"
    assert "lexicon (a smoke test)" in found["toxicity scorer"]["fix"]


@pytest.mark.parametrize("endpoint", ["", "ftp://example.org", "file:///etc", "x"])
def test_an_endpoint_that_is_no_address(doctor: Doctor, endpoint: str) -> None:
    assert any(
        "HF_ENDPOINT" in finding["detail"] and finding["status"] == "problem"
        for finding in doctor.findings(HF_ENDPOINT=endpoint).values()
    )


def test_models_in_the_local_cache_are_seen_offline(doctor: Doctor) -> None:
    commit = "0123456789abcdef0123456789abcdef01234567"
    for repo, files in (
        (TOXICITY, ("config.json", "model.safetensors")),
        (SENTIMENT, ("config.json",)),
    ):
        folder = doctor.root / "hf" / "hub" / f"models--{repo.replace('/', '--')}"
        snapshot = folder / "snapshots" / commit
        snapshot.mkdir(parents=True)
        (folder / "refs").mkdir()
        (folder / "refs" / "main").write_text(commit)
        for name in files:
            (snapshot / name).write_text("{}")

    found = doctor.findings(HF_HUB_OFFLINE="1")

    assert found["toxicity scorer"]["status"] == "ok"
    assert commit[:7] in found["toxicity scorer"]["detail"]
    # Its weights are not there.
    assert found["sentiment scorer"]["status"] == "missing"


@pytest.mark.parametrize(
    ("spec", "status"),
    [("lexicon", "ok"), ("none", "ok"), ("hf:./nowhere", "problem"), ("bogus", "problem")],
)
def test_a_scorer_chosen_by_the_environment(doctor: Doctor, spec: str, status: str) -> None:
    found = doctor.findings(HF_HUB_OFFLINE="1", STEREO_JA_TOXICITY=spec)["toxicity scorer"]

    assert found["status"] == status
    assert spec in found["detail"]


@pytest.mark.parametrize(
    ("today", "says", "status"),
    [
        (date(2026, 12, 1), "30 days left", "ok"),
        (date(2026, 12, 30), "1 day left", "ok"),
        (date(2026, 12, 31), "0 days left", "ok"),
        (date(2027, 1, 1), "the service has ended", "missing"),
    ],
)
def test_days_left_of_perspective(today: date, says: str, status: str) -> None:
    there = Answer("offers", "host answers")
    key = KEYS["PERSPECTIVE_API_KEY"]
    finding = key_finding(key, {"PERSPECTIVE_API_KEY": "sekret"}, today, lambda: there)

    assert finding.status == status
    assert says in finding.detail
    assert "sekret" not in str(finding)


def test_a_blank_key_is_no_key() -> None:
    for name, key in KEYS.items():
        for environment in ({name: " "}, {}):
            assert key_finding(key, environment, date(2026, 12, 1), None).status == "missing"


def test_a_key_says_what_uses_it() -> None:
    used = {name: key.used_by for name, key in KEYS.items()}

    assert used == {
        "PERSPECTIVE_API_KEY": ("perspective",),
        "OPENAI_API_KEY": ("openai-moderation", "--reader judge"),
    }


def test_only_what_is_required_decides() -> None:
    optional = Finding("vllm", "missing", "")
    assert healthy([optional, Finding("GPU", "problem", "")])
    assert not healthy([optional, Finding("stimuli", "problem", "", required=True)])
