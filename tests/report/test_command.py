from __future__ import annotations

import pytest

from stereo_ja.cli import main
from stereo_ja.stimuli import docs


@pytest.fixture
def folder(write_run):
    return write_run(docs()[:2], lambda *_: write_run.reading("refused"), {})


def test_a_file_is_written_and_replaced(folder, tmp_path, capsys):
    target = tmp_path / "new" / "page.html"
    assert main(["report", str(folder), "-o", str(target)]) == 0
    first = target.read_bytes()
    assert first.startswith(b"<!doctype html>")
    target.write_text("old")
    assert main(["report", str(folder), "-o", str(target)]) == 0
    assert first == target.read_bytes()
    assert [target] == list(target.parent.iterdir())
    assert str(target) in capsys.readouterr().err


def test_a_dash_is_standard_output(folder, tmp_path, capfdbinary):
    assert main(["report", str(folder), "-o", "-"]) == 0
    page = capfdbinary.readouterr().out
    assert main(["report", str(folder), "-o", str(tmp_path / "page.html")]) == 0
    assert (tmp_path / "page.html").read_bytes() == page


@pytest.mark.parametrize(
    ("run", "output", "said"),
    [
        ("nowhere", "x.html", "nowhere: no such file or folder"),
        ("run", ".", "cannot be written"),
        ("run", "run/file/x.html", "cannot be written"),
    ],
)
def test_what_cannot_work_is_one_line_and_exit_code_2(
    folder, tmp_path, monkeypatch, capsys, run, output, said
):
    monkeypatch.chdir(tmp_path)
    (folder / "file").write_text("")
    assert main(["report", run, "-o", output]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_unreadable_lines_are_named_on_the_terminal_too(folder, tmp_path, capsys):
    (samples,) = folder.rglob("samples_*.jsonl")
    samples.write_text(samples.read_text() + "{\n{\n")
    assert main(["report", str(folder), "-o", str(tmp_path / "page.html")]) == 0
    assert f"left out: 2, the first: {samples.name}:3" in capsys.readouterr().err
