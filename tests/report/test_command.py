from __future__ import annotations

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.cli import main


@pytest.fixture
def folder(write_run):
    return write_run(docs()[:2], lambda *_: write_run.reading("refused"), {})


def test_a_file_is_written_and_replaced(folder, tmp_path, capsys):
    target = tmp_path / "new" / "page.html"
    target.parent.mkdir()
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
        ("run", ".", "cannot write .: Is a directory"),
        ("run", "run/file/x.html", "cannot write run/file/x.html: Not a directory"),
        ("run", "none/x.html", "cannot write none/x.html: No such file or directory"),
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
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("pattern", ["samples_*.jsonl", "results_*.json", "page.html", "my.JSON"])
@pytest.mark.parametrize("given", ["folder", "samples"])
def test_a_page_never_replaces_a_part_of_a_run(folder, tmp_path, capsys, pattern, given):
    """Neither by name nor through a link with an innocent one."""
    (samples,) = folder.rglob("samples_*.jsonl")
    (samples.parent / "page.html").symlink_to(samples)
    (samples.parent / "my.JSON").write_text("{}")
    (target,) = folder.rglob(pattern)
    before = target.read_bytes()
    run = folder if given == "folder" else samples
    assert main(["report", str(run), "-o", str(target)]) == 2
    err = capsys.readouterr().err
    assert str(target) in err
    assert err.count("\n") == 1
    assert target.read_bytes() == before


def test_a_page_never_replaces_the_run_whatever_its_name(folder, tmp_path, capsys):
    (samples,) = folder.rglob("samples_*.jsonl")
    plain = samples.rename(tmp_path / "plain.txt")
    before = plain.read_bytes()
    (tmp_path / "link.html").hardlink_to(plain)
    for name in ("plain.txt", "link.html"):
        assert main(["report", str(plain), "-o", str(tmp_path / name)]) == 2
        assert "the run itself" in capsys.readouterr().err
    assert plain.read_bytes() == before


def test_unreadable_lines_are_named_on_the_terminal_too(folder, tmp_path, capsys):
    (samples,) = folder.rglob("samples_*.jsonl")
    samples.write_text(samples.read_text() + "{\n{\n")
    assert main(["report", str(folder), "-o", str(tmp_path / "page.html")]) == 0
    assert f"left out: 2, the first: {samples.name}:3" in capsys.readouterr().err
