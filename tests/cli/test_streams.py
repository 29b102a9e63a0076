"""Standard output that is closed, full or poor in characters: one line, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")
CODE = "import sys; from stereo_ja.cli import main; sys.exit(main())"
ROW = '{"group": "医者", "format": "statement", "response": null}\n'


def shell(redirect: str, *command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run stereo-ja from a shell, the only way to start it with stdout closed."""
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {redirect}', "sh", sys.executable, "-c", CODE, *command],
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )


@pytest.fixture
def rows(tmp_path: Path) -> str:
    path = tmp_path / "rows.jsonl"
    path.write_text(ROW, encoding="utf-8")
    return str(path)


def one_line(done: subprocess.CompletedProcess[bytes], said: str) -> None:
    """Exit code 2 and one line on stderr."""
    assert done.stderr.count(b"\n") == 1
    assert said in done.stderr.decode()
    assert done.returncode == 2


@pytest.mark.parametrize("command", ["classify", "tasks-dir", "doctor"])
def test_a_closed_stdout_is_said_before_the_work(command: str, rows: str) -> None:
    """Python itself would print into nothing and succeed, or fail with a traceback."""
    given = [rows] if command == "classify" else []
    one_line(shell(">&-", command, *given), "cannot write stdout: it is closed")


def test_a_closed_stdout_is_no_matter_where_it_is_not_used(rows: str, tmp_path: Path) -> None:
    """A file was named."""
    out = tmp_path / "out.jsonl"
    done = shell(">&-", "classify", rows, "-o", str(out))
    assert (done.returncode, done.stderr) == (0, b"")
    assert "not_generated" in out.read_text(encoding="utf-8")


@pytest.mark.skipif(not FULL.is_char_device(), reason="needs /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", ["classify", "tasks-dir"])
def test_a_full_stdout_is_one_line(command: str, unbuffered: str, rows: str) -> None:
    """Whether the write fails at once or when all is flushed at the end."""
    given = [rows] if command == "classify" else []
    done = shell(f">{FULL}", command, *given, PYTHONUNBUFFERED=unbuffered)
    one_line(done, "No space left on device; choose another output")


@pytest.mark.skipif(not FULL.is_char_device(), reason="needs /dev/full")
def test_a_full_stdout_and_a_long_print(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than the buffer holds fails inside print and leaves nothing to flush."""
    code = CODE.replace(
        "sys.exit", "import stereo_ja.cli._tasks_dir as t; t.tasks_dir = lambda: 'x' * 100_000; "
        "sys.exit"
    )  # fmt: skip
    monkeypatch.setitem(globals(), "CODE", code)
    done = shell(f">{FULL}", "tasks-dir", PYTHONUNBUFFERED="")
    one_line(done, "No space left on device")


def test_what_an_encoding_lacks_is_escaped(rows: str) -> None:
    """Help and messages; rows are bytes and stay UTF-8."""
    done = shell("", "classify", "--help", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"for example \u533b\u8005" in done.stdout
    done = shell("", "classify", "医者.jsonl", PYTHONIOENCODING="ascii:strict")
    one_line(done, r"cannot read \u533b\u8005.jsonl")
    done = shell("", "classify", rows, PYTHONIOENCODING="ascii")
    assert '"group": "医者"' in done.stdout.decode("utf-8")
