"""Real runs of lm-eval with the bundled model; slow parts are made once and shared."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.demo import model_folder
from stereo_ja.harness._tasks_dir import tasks_dir

LEXICON = json.dumps({"toxicity": "lexicon", "sentiment": "lexicon"})
OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "OMP_NUM_THREADS": "1"}


def environment(**added: str) -> dict[str, str]:
    """The tests' own environment, offline."""
    return os.environ | OFFLINE | added


def lm_eval(
    *args: str, python: str = sys.executable, include: bool = True, **added: str
) -> subprocess.CompletedProcess[str]:
    """Run the lm-eval command and wait for it."""
    path = ["--include_path", str(tasks_dir())] if include else []
    return subprocess.run(
        [python, "-m", "lm_eval", "run", *args, *path],
        capture_output=True, text=True, timeout=900, check=False, env=environment(**added),
    )  # fmt: skip


def hf_arguments(output: Path, *more: str) -> list[str]:
    """Arguments for the bundled model through the hf backend."""
    return [
        *("--model", "hf", "--model_args", f"pretrained={model_folder()}", "--device", "cpu"),
        *("--batch_size", "32", "--apply_chat_template", "--log_samples"),
        *("--metadata", LEXICON, "--output_path", str(output), *more),
    ]


def load_results(folder: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The results and the samples that a run of one task left in ``folder``."""
    (results,) = folder.rglob("results_*.json")
    (samples,) = folder.rglob("samples_*.jsonl")
    rows = [json.loads(line) for line in samples.read_text(encoding="utf-8").splitlines()]
    # A bare NaN is what json.loads would accept and other readers would not.
    parsed = json.loads(results.read_text(encoding="utf-8"), parse_constant=_refuse)
    return parsed, rows


def _refuse(constant: str) -> None:
    raise AssertionError(constant)


@pytest.fixture(scope="session")
def records() -> Callable[[dict[str, Any]], list[dict[str, Any]]]:
    """The outcome objects in a sample's ``filtered_resps``."""

    def read(sample: dict[str, Any]) -> list[dict[str, Any]]:
        (texts,) = sample["filtered_resps"]
        return [json.loads(text) for text in texts]

    return read
