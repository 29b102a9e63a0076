"""Two processes that write the same run: whole files, and the second one is told."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.errors import UserError
from stereo_ja.runs._write import write_run


def results(choices: dict[str, str]) -> dict[str, Any]:
    rescored = {"from": "x", "choices": choices}
    return {"configs": {"t": {"metadata": {"stereo_ja": {"rescored": rescored}}}}}


def write(folder: Path, toxicity: str, rows: list[dict[str, str]]) -> Path:
    return write_run(folder, "2026", results({"toxicity": toxicity}), {"t": rows})


def test_another_run_that_came_first_is_not_replaced(tmp_path):
    write(tmp_path, "a", [{"text": "a"}])
    with pytest.raises(UserError, match="is there and is not the result of this same call"):
        write(tmp_path, "b", [{"text": "b"}])
    (samples,) = tmp_path.glob("samples_*.jsonl")
    assert json.loads(samples.read_text(encoding="utf-8")) == {"text": "a"}
    assert len(list(tmp_path.iterdir())) == 2


def test_the_same_call_again_replaces_its_own(tmp_path):
    write(tmp_path, "a", [{"text": "1"}])
    write(tmp_path, "a", [{"text": "2"}])
    (samples,) = tmp_path.glob("samples_*.jsonl")
    assert json.loads(samples.read_text(encoding="utf-8")) == {"text": "2"}


def test_files_written_at_the_same_time_are_whole(tmp_path):
    ready = threading.Barrier(4)

    def one(number: int) -> None:
        ready.wait()
        write(tmp_path, "a", [{"text": str(number) * 2_000}] * 200)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (samples,) = tmp_path.glob("samples_*.jsonl")
    lines = set(samples.read_text(encoding="utf-8").splitlines())
    assert len(lines) == 1
    assert len(list(tmp_path.iterdir())) == 2
