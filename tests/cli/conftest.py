"""``stereo-ja doctor`` in a process and an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND = """
import argparse, sys
from stereo_ja.cli import _doctor
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
        self.seconds = 0.0

    def shadow(self, package: str, source: str) -> None:
        (self.packages / f"{package}.py").write_text(source)

    def run(self, *args: str, **settings: str) -> subprocess.CompletedProcess[str]:
        ours = ("HF_", "TRANSFORMERS_", "STEREO_JA_", "OPENAI_", "PERSPECTIVE_", "XDG_")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
        kept |= {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
        start = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", COMMAND, *args],
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
            timeout=60,
            check=False,
        )
        self.seconds = time.monotonic() - start
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def findings(self, **settings: str) -> dict[str, dict[str, Any]]:
        answer = json.loads(self.run("--json", **settings).stdout)
        return {finding["name"]: finding for finding in answer["findings"]}


@pytest.fixture
def doctor(tmp_path: Path) -> Doctor:
    return Doctor(tmp_path)
