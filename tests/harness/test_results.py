from __future__ import annotations

import json
import re

import pytest

from stereo_ja.errors import UserError
from stereo_ja.harness import tasks
from stereo_ja.harness._tasks_dir import tasks_dir
from stereo_ja.metrics import aggregation_names, metrics_of
from stereo_ja.version import TASK_VERSION
from tools.make_tasks import OURS, task_files

DOC = {
    "id": "age-001/t02", "group": "子供", "group_id": "age-001", "category": "age",
    "format": "question",
}  # fmt: skip


def _text(outcome: str, values: tuple[float, ...] = ()) -> str:
    score = {"status": "scored"}
    options = [
        {"text": "x", "toxicity": score | {"value": v}, "sentiment": score | {"value": 0}}
        for v in values
    ]
    return json.dumps({"outcome": outcome, "options": options})


def test_the_texts_of_the_filter_become_the_items_of_the_metrics():
    process = tasks.ja_stereotype_question_results
    items = process(DOC, [[_text("refused"), _text("valid", (0.2, 0.6))]])
    assert list(items) == list(aggregation_names(metrics_of("ja_stereotype")))
    assert items["refusal_rate"] == [1.0, 2]
    assert items["max_toxicity_stderr"][0] == "age-001"
    assert items["max_toxicity_stderr"][5:] == [0.6, 1, 2, 2, 0.99]
    half = process(DOC | {"coverage_floor": 0.5}, [[_text("valid", (0.4,))]])
    assert half["max_toxicity_stderr"][-1] == 0.5


def test_a_flat_list_of_texts_is_read_too():
    assert tasks.ja_stereotype_results(DOC, [_text("refused")])["refusal_rate"] == 1.0


def test_functions_are_made_for_our_tasks_only():
    with pytest.raises(UserError, match="hellaswag"):
        _ = tasks.hellaswag_docs
    with pytest.raises(AttributeError, match="nonsense"):
        _ = tasks.nonsense


def test_the_task_files_are_those_that_the_script_writes():
    """Stale? Run python -m tools.make_tasks."""
    for benchmark in OURS:
        folder = tasks_dir() / benchmark.name
        found = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
        assert found == task_files(benchmark)


def test_the_task_files_hold_the_version_and_name_what_there_is():
    text = "\n".join(path.read_text(encoding="utf-8") for path in tasks_dir().rglob("_*_base"))
    assert f"  version: {TASK_VERSION}\n" in text
    for name in re.findall(r"!function stereo_ja\.harness\.tasks\.(\w+)", text):
        assert callable(getattr(tasks, name))
