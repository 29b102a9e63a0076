from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import UserDict
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.errors import UserError
from stereo_ja.harness._journal import check_writable, journal_folder, write_journal
from tests.present import present


def test_every_generation_is_a_complete_row(tmp_path):
    some = docs()[:3]
    responses: list[list[str | None]] = [["a", "b"], [None, ""], ["\ud800", "c"]]
    path = present(write_journal(tmp_path, "ja_stereotype", some, responses))
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row["response"] for row in rows] == ["a", "b", None, "", "\ud800", "c"]
    assert [row["repeat"] for row in rows] == [0, 1, 0, 1, 0, 1]
    assert set(some[0]) | {"task", "task_version", "model", "repeat", "response"} == set(rows[0])


def test_a_folder_that_vanished_is_made_again_and_one_that_cannot_be_is_replaced(
    tmp_path, monkeypatch
):
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    blocker = tmp_path / "file"
    blocker.write_text("")
    path = present(write_journal(blocker / "below", "t", docs()[:1], [["kept"]]))
    assert temporary == path.parent
    assert json.loads(path.read_text())["response"] == "kept"


_ON_A_FULL_DISK = """
import resource, sys, tempfile
from pathlib import Path
from stereo_ja.harness._journal import write_journal
tempfile.tempdir = sys.argv[2]
resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
print(write_journal(Path(sys.argv[1]), "t", [{"id": "x"}] * 50, [["あ" * 1_000]] * 50))
"""


def test_nothing_truncated_is_left_where_the_disk_is_full(tmp_path):
    """A limit on the size of files stands in for the disk: the write fails halfway."""
    places = [tmp_path / "journal", tmp_path / "temporary"]
    places[1].mkdir()
    command = [sys.executable, "-c", _ON_A_FULL_DISK, *map(str, places)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "None\n"
    assert done.stderr.count("could not write the generations") == 2
    assert [list(place.iterdir()) for place in places] == [[], []]


def test_a_journal_has_its_name_only_when_it_is_complete(tmp_path):
    class Stopped(UserDict[str, Any]):
        def keys(self):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_journal(tmp_path, "t", [docs()[0], Stopped()], [["kept"], ["lost"]])
    (left,) = tmp_path.iterdir()
    assert left.name.endswith(".jsonl.part")


def test_an_unwritable_folder_is_refused_before_generation(tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("")
    with pytest.raises(UserError, match=r"cannot write to .*below.*--output_path"):
        check_writable(blocker / "below")


def test_the_journal_lies_beside_the_results(tmp_path, monkeypatch):
    monkeypatch.delenv("STEREO_JA_JOURNAL", raising=False)
    assert Path("runs/x/generations") == journal_folder(Path("runs/x"))
    monkeypatch.setenv("STEREO_JA_JOURNAL", str(tmp_path))
    assert tmp_path == journal_folder(Path("runs/x"))
