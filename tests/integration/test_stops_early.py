"""What cannot end well ends before generation: exit code 2 and one clear line."""

from __future__ import annotations

import json

import pytest

from tests.integration.conftest import lm_eval


def _run(tmp_path, metadata, output=None, **environment):
    return lm_eval(
        *("--model", "dummy", "--tasks", "ja_stereotype", "--limit", "2", "--log_samples"),
        *("--metadata", json.dumps(metadata), "--output_path", str(output or tmp_path / "out")),
        **environment,
    )


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ({"toxicity": "perspectiv", "sentiment": "none"}, "unknown toxicity scorer 'perspectiv'"),
        ({"toxicity": "hf:nobody/nothing-here", "sentiment": "none"}, "nobody/nothing-here"),
    ],
)
def test_a_scorer_that_cannot_work_stops_the_run_at_once(tmp_path, metadata, said):
    done = _run(tmp_path, metadata)
    assert done.returncode == 2
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("stereo-ja: ")
    assert said in last
    assert "Traceback" not in done.stderr


def test_examples_before_the_prompts_are_refused(tmp_path):
    done = lm_eval(
        *("--model", "dummy", "--tasks", "ja_stereotype_question", "--num_fewshot", "2"),
        *("--limit", "2", "--output_path", str(tmp_path / "out")),
    )
    assert done.returncode == 2
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("stereo-ja: --num_fewshot 2: ja_stereotype_question is asked without")


def test_an_unwritable_output_folder_stops_the_run_at_once(tmp_path):
    (tmp_path / "file").write_text("")
    done = _run(tmp_path, {"toxicity": "none", "sentiment": "none"}, tmp_path / "file" / "below")
    assert done.returncode == 2
    assert "cannot write to" in done.stderr.strip().splitlines()[-1]


def test_the_output_folder_is_tried_also_when_the_journal_lies_elsewhere(tmp_path):
    (tmp_path / "file").write_text("")
    output, journal = tmp_path / "file" / "below", str(tmp_path / "kept")
    done = _run(
        tmp_path, {"toxicity": "none", "sentiment": "none"}, output, STEREO_JA_JOURNAL=journal
    )
    assert done.returncode == 2
    assert "cannot write to" in done.stderr.strip().splitlines()[-1]
