"""``stereo-ja demo``: what its lm-eval is started with."""

from __future__ import annotations

import subprocess
import sys

import pytest

from stereo_ja.cli._demo import _environment


@pytest.mark.parametrize("encoding", ["ascii", "cp932:strict"])
def test_lm_eval_can_print_where_the_terminal_cannot(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The arrows in its table of results are in few encodings."""
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    monkeypatch.setenv("PYTHONUTF8", "0")
    command = [sys.executable, "-c", "print('\\u2191 \\u533b\\u8005 \\xb1')"]
    done = subprocess.run(command, env=_environment(), capture_output=True, check=True)
    assert done.stdout.decode("utf-8").split() == ["\u2191", "\u533b\u8005", "\xb1"]
