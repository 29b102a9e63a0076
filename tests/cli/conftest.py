"""``stereo-ja doctor`` in a process and an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND = """
import argparse, sys
from stereo_ja.cli import _doctor
from stereo_ja.doctor import _examine, _reach
_examine._PATIENCE = _reach.PATIENCE = float(sys.argv.pop(1))
parser = argparse.ArgumentParser()
_doctor.add_parser(parser.add_subparsers())
args = parser.parse_args(["doctor", *sys.argv[1:]])
sys.exit(args.run(args))
"""


class Doctor:
    """Runs the command in an environment made of a few settings."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.packages = root / "packages"
        self.packages.mkdir()
        # Loading the real torch takes longer than everything else together.
        self.shadow("torch", "raise ImportError('libcudart.so.99 cannot be opened')")
        self.patience = 300.0
        """Seconds for what is waited for: enough for any machine, where it is to come."""

    def shadow(self, package: str, source: str) -> None:
        (self.packages / f"{package}.py").write_text(source)

    def run(self, *args: str, **settings: str) -> subprocess.CompletedProcess[str]:
        kept = {k: v for k, v in os.environ.items() if k != "STEREO_JA_STORE"}
        done = subprocess.run(
            [sys.executable, "-c", COMMAND, str(self.patience), *args],
            env={
                **kept,
                "PYTHONPATH": os.pathsep.join([str(self.packages), str(REPOSITORY)]),
                "HF_HOME": str(self.root / "hf"),
                "STEREO_JA_JOURNAL": str(self.root / "journal"),
                **settings,
            },
            cwd=self.root,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def findings(self, **settings: str) -> dict[str, dict[str, Any]]:
        answer = json.loads(self.run("--json", **settings).stdout)
        return {finding["name"]: finding for finding in answer["findings"]}


@pytest.fixture
def doctor(tmp_path: Path) -> Doctor:
    return Doctor(tmp_path)
