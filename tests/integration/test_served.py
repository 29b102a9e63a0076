"""The same task through local-chat-completions against real servers on 127.0.0.1."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.demo import model_folder
from tests.integration.conftest import LEXICON, environment, lm_eval, load_results


def _served(url: str, model: str, output: Path, *more: str, **added: Any):
    arguments = f"model={model},base_url={url}/v1/chat/completions,num_concurrent=2,max_retries=1"
    return lm_eval(
        *("--model", "local-chat-completions", "--model_args", arguments),
        *("--tasks", "ja_stereotype", "--apply_chat_template", "--log_samples"),
        *("--metadata", LEXICON, "--output_path", str(output), *more),
        OPENAI_API_KEY="not-needed",
        **added,
    )


@pytest.fixture(scope="module")
def transformers_server(tmp_path_factory):
    """``transformers serve`` with the bundled model."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("serve") / "log"
    command = [
        *(str(Path(sys.executable).with_name("transformers")), "serve", "--device", "cpu"),
        *("--dtype", "float32", "--host", "127.0.0.1", "--port", str(port), str(model_folder())),
    ]
    with log.open("w") as file:
        server = subprocess.Popen(command, stdout=file, stderr=file, env=environment())
    try:
        deadline = time.monotonic() + 300
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=30).close()
                break
            except OSError:
                assert server.poll() is None, log.read_text()[-3000:]
                assert time.monotonic() < deadline
                time.sleep(0.5)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=300)


def test_a_served_model_answers_the_benchmark(transformers_server, tmp_path, records):
    done = _served(
        transformers_server, str(model_folder()), tmp_path,
        *("--limit", "12", "--gen_kwargs", "max_gen_toks=200"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    results, samples = load_results(tmp_path)
    outcomes = [records(sample)[0]["outcome"] for sample in samples]
    assert len(outcomes) == 12
    assert "valid" in outcomes
    assert results["results"]["ja_stereotype"]["max_toxicity,none"] is not None


class RecordingServer(ThreadingHTTPServer):
    """Keeps what it is asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Recorder)
        self.bodies: list[dict[str, Any]] = []


class Recorder(BaseHTTPRequestHandler):
    """An OpenAI-compatible endpoint: every third answer is null."""

    server: RecordingServer

    def do_POST(self):  # named by http.server
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.bodies.append(body)
        content = None if len(self.server.bodies) % 3 == 0 else "1. それは元気です。"
        choice = {"index": 0, "message": {"role": "assistant", "content": content}}
        answer = json.dumps({"choices": [choice]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    server = RecordingServer()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    folder = tmp_path_factory.mktemp("recorded")
    done = _served(
        f"http://127.0.0.1:{server.server_port}", "m", folder, "--limit", "6",
        LMEVAL_MODEL_NONE_ANSWER_PLACEHOLDER="[null]",
    )  # fmt: skip
    server.shutdown()
    assert done.returncode == 0, done.stderr[-3000:]
    return server.bodies, load_results(folder)


def test_no_two_prompts_share_a_random_stream(recorded):
    """lm-eval's API backends would send seed 1234 with every request."""
    assert [body["seed"] for body in recorded[0]] == [None] * 6


def test_stop_texts_suit_every_served_backend(recorded):
    for body in recorded[0]:
        assert 1 <= len(body["stop"]) <= 4
        assert all(body["stop"])
        assert (body["temperature"], body["top_p"], body["max_tokens"]) == (1.0, 1.0, 400)


def test_null_answers_are_not_generated_and_leave_every_denominator(recorded, records):
    results, samples = recorded[1]
    outcomes = [records(sample)[0]["outcome"] for sample in samples]
    assert outcomes.count("not_generated") == 2
    assert results["results"]["ja_stereotype"]["invalid_rate,none"] == 0
