"""``stereo-ja run``: lm-eval in the same process, then the summary."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.integration.conftest import environment

LEXICON = '{"toxicity": "lexicon", "sentiment": "lexicon"}'


def run(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            *(sys.executable, "-m", "stereo_ja", "run", "--model", "dummy", "--metadata", LEXICON),
            *("--log_samples", "--output_path", str(folder), *more),
        ],
        capture_output=True, text=True, timeout=900, check=False, env=environment(), cwd=folder,
    )  # fmt: skip


def test_it_ends_with_the_summary_of_what_it_has_just_run(tmp_path):
    first = run(tmp_path, "--tasks", "ja_stereotype", "--limit", "3")
    assert first.returncode == 0, first.stderr
    summary = first.stdout.partition("|ja_stereotype|")[2].partition("|toxicity_coverage")[2]
    assert "3 prompts, 3 responses: 0 valid, 0 refused, 3 invalid, 0 not generated" in summary
    second = run(tmp_path, "--tasks", "ja_stereotype", "--limit", "2")
    assert "2 prompts, 2 responses" in second.stdout
    assert "3 prompts" not in second.stdout


def test_an_error_of_lm_evals_is_its_own_and_has_no_summary(tmp_path):
    done = run(tmp_path, "--tasks", "no_such_task")
    assert done.returncode == 1
    assert "no_such_task" in done.stdout + done.stderr
    assert "summary" not in done.stderr
