"""The hub's protocol, served from 127.0.0.1 by a real HTTP server."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.scoring.hf import HfScorer

COMMIT = "89abcdef0123456789abcdef0123456789abcdef"
RESOLVED = f"/org/name/resolve/{COMMIT}/"


class Hub:
    """What the server holds, what it answers about the model, and what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answer = 200
        self.error_code = ""
        self.paths: list[str] = []


def listing(folder: Path) -> list[dict[str, object]]:
    """The files of a repository as the hub lists them."""
    return [
        {"type": "file", "path": path.name, "size": path.stat().st_size, "oid": "0" * 40}
        for path in folder.iterdir()
    ]


@pytest.fixture(scope="module")
def server(bert: Callable[..., Path]) -> Iterator[tuple[str, Hub]]:
    """One address for all tests, because the client remembers it."""
    state = Hub(bert())

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            state.paths.append(path)
            file = state.folder / path.rsplit("/", 1)[-1]
            if path == f"/api/models/org/name/tree/{COMMIT}":
                self.reply(200, json.dumps(listing(state.folder)).encode(), "")
            elif path.startswith("/api/models/org/") and "/tree/" not in path:
                good = path.endswith(("/name", "/revision/main", f"/revision/{COMMIT}"))
                body = json.dumps({"id": "org/name", "sha": COMMIT, "siblings": []}).encode()
                status = state.answer if good or state.answer != 200 else 404
                code = state.error_code if status == state.answer else "RevisionNotFound"
                self.reply(status, body, code)
            elif path.startswith(("/org/name/resolve/main/", RESOLVED)) and file.is_file():
                self.reply(200, file.read_bytes(), "")
            else:
                self.reply(404, b"", "EntryNotFound")

        def reply(self, status: int, body: bytes, code: str) -> None:
            self.send_response(status)
            self.send_header("X-Repo-Commit", COMMIT)
            if status == 200:
                self.send_header("ETag", f'"{hashlib.sha256(body).hexdigest()[:40]}"')
            else:
                self.send_header("X-Error-Code", code)
                body = b""
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        def log_message(self, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", state
    server.shutdown()
    server.server_close()


@pytest.fixture
def hub(
    server: tuple[str, Hub],
    bert: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Hub:
    from huggingface_hub import HfApi, constants

    address, state = server
    # transformers keeps one client, and it the address, of whichever test came first.
    monkeypatch.setattr("transformers.utils.hub._hf_api", HfApi(address))
    state.folder = bert()
    state.answer, state.error_code, state.paths = 200, "", []
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "ENDPOINT", address)
    monkeypatch.setattr(
        constants,
        "HUGGINGFACE_CO_URL_TEMPLATE",
        address + "/{repo_id}/resolve/{revision}/{filename}",
    )
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    return state


@pytest.mark.parametrize("revision", [None, "main"])
def test_a_download_is_pinned_to_one_commit(hub: Hub, revision: str | None) -> None:
    """Whatever was asked for, every file comes from the commit that is recorded."""
    scorer = HfScorer("sentiment", "org/name", revision)
    scorer.check()
    assert scorer.revision == COMMIT
    files = {path for path in hub.paths if "/resolve/" in path}
    assert RESOLVED + "model.safetensors" in files
    assert RESOLVED + "vocab.txt" in files
    assert {path for path in files if not path.startswith(RESOLVED)} == {
        "/org/name/resolve/main/config.json"
    }


def test_an_unreachable_hub_falls_back_to_what_was_downloaded(
    hub: Hub, caplog: pytest.LogCaptureFixture
) -> None:
    HfScorer("sentiment", "org/name").check()
    hub.answer, hub.paths = 503, []
    again = HfScorer("sentiment", "org/name")
    again.check()
    assert again.revision == COMMIT
    assert hub.paths == ["/api/models/org/name"]  # once, and no file was asked for
    assert f"using the cached commit {COMMIT}" in caplog.text


def test_an_old_checkpoint_is_loaded_and_nobody_asked_to_convert_it(
    hub: Hub, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """transformers would start a thread that makes a service of the hub open a pull request."""
    import shutil

    import torch
    from safetensors.torch import load_file

    monkeypatch.delenv("DISABLE_SAFETENSORS_CONVERSION", raising=False)
    old = tmp_path_factory.mktemp("old")
    shutil.copytree(hub.folder, old, dirs_exist_ok=True)
    torch.save(load_file(old / "model.safetensors"), old / "pytorch_model.bin")
    (old / "model.safetensors").unlink()
    hub.folder = old
    started: list[str] = []
    start = threading.Thread.start

    def watched(thread: threading.Thread) -> None:
        started.append(thread.name)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", watched)
    HfScorer("sentiment", "org/name").check()
    assert RESOLVED + "pytorch_model.bin" in hub.paths
    assert "Thread-auto_conversion" not in started
    assert "DISABLE_SAFETENSORS_CONVERSION" not in os.environ


def test_a_directory_asks_the_hub_nothing(hub: Hub) -> None:
    """Also where there is a network."""
    list(HfScorer("sentiment", str(hub.folder)).score(["楽しい一日でした。"]))
    assert hub.paths == []


@pytest.mark.parametrize(
    ("answer", "code", "says"),
    [
        (401, "RepoNotFound", "no such model, or it is private"),
        (404, "RepoNotFound", "no such model, or it is private"),
        (403, "GatedRepo", "access to this model must be requested"),
        (503, "", "cannot be reached"),
    ],
)
def test_refusals_of_the_hub(hub: Hub, answer: int, code: str, says: str) -> None:
    hub.answer, hub.error_code = answer, code
    with pytest.raises(ScorerUnavailable, match=says) as caught:
        HfScorer("sentiment", "org/name").check()
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("hf:org/name:")


def test_a_repository_without_a_configuration(hub: Hub, tmp_path: Path) -> None:
    hub.folder = tmp_path
    with pytest.raises(ScorerUnavailable, match=r"holds no config\.json"):
        HfScorer("sentiment", "org/name").check()


def test_an_unknown_revision(hub: Hub) -> None:
    with pytest.raises(ScorerUnavailable, match="hf:org/name@v9: the model has no revision 'v9'"):
        HfScorer("sentiment", "org/name", "v9").check()
