"""Nothing is replaced that is not ours, and nothing is left half written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stereo_ja.errors import UserError
from stereo_ja.runs._write import write_run
from tests.rescore.conftest import only, results


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_source_is_never_written_over(copy, again, tmp_path):
    before = _files(copy)
    for given in (copy, only(copy, "samples_*"), only(copy, "results_*")):
        with pytest.raises(UserError, match="choose another -o"):
            again(given, to="run", reader="paper")
    assert _files(copy) == before


def test_another_call_does_not_replace_the_result_of_the_first(source, again, tmp_path):
    again(source)
    before = _files(tmp_path / "out")
    with pytest.raises(UserError, match="not the result of this same call"):
        again(source, reader="paper")
    assert _files(tmp_path / "out") == before


def test_samples_without_results_are_not_replaced(source, again, tmp_path):
    name = only(source, "samples_*").relative_to(source)
    (tmp_path / "out" / name).parent.mkdir(parents=True)
    (tmp_path / "out" / name).write_text("mine")
    with pytest.raises(UserError, match="choose another -o"):
        again(source)
    assert (tmp_path / "out" / name).read_text() == "mine"


def test_an_output_inside_the_run_is_not_read_as_a_run(copy, again):
    for _ in range(2):
        (done,) = again(copy, to="run/rescored", reader="paper")
        assert done.results_path.parent.parent.name == "rescored"


def test_a_write_broken_off_leaves_no_file(tmp_path):
    def broken():
        yield {"doc_id": 0}
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_run(tmp_path, "2026-01-01T00-00-00", {"results": {}}, {"ja_stereotype": broken()})
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_the_users_error(source, again, tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(UserError, match="cannot write"):
        again(source)


def test_a_newer_journal_beside_the_samples_is_mentioned(copy, again):
    os.utime(only(copy, "samples_*"), (1, 1))
    (done,) = again(copy)
    assert any("newer than the samples" in note for note in done.notes)


def test_a_part_left_by_a_killed_call_is_no_hindrance(source, again, tmp_path):
    (done,) = again(source)
    part = done.results_path.with_name(done.results_path.name + ".part")
    part.write_text("half")
    again(source)
    assert results(tmp_path / "out")["results"]
