from __future__ import annotations

from stereo_ja.benchmark import benchmark_named
from stereo_ja.harness._options import resolve_options
from stereo_ja.harness._prepared import prepare, prepared_for

OURS = benchmark_named("ja_stereotype")

NONE = resolve_options({"toxicity": "none", "sentiment": "none"}, OURS)
PAPER = resolve_options({"toxicity": "none", "sentiment": "none", "reader": "paper"}, OURS)


def test_the_record_of_a_task_loaded_first_says_what_will_be_used(tmp_path, caplog):
    """The filter of both copies finds the options of the second."""
    first: dict[str, object] = {}
    second: dict[str, object] = {}
    prepare("ja_stereotype_question", NONE, tmp_path, first)
    prepare("ja_stereotype_question", PAPER, tmp_path, second)
    assert (
        first["reader"]
        == second["reader"]
        == prepared_for("ja_stereotype_question").options.reader
        == "paper"
    )
    assert "loaded again with other options" in caplog.text


def test_the_record_of_a_task_that_was_run_is_not_touched(tmp_path, caplog):
    first: dict[str, object] = {}
    prepare("ja_stereotype_question", NONE, tmp_path, first)
    prepared_for("ja_stereotype_question")
    prepare("ja_stereotype_question", PAPER, tmp_path, {})
    assert first["reader"] == NONE.reader
    assert not caplog.text


def test_two_tasks_keep_their_own_options(tmp_path):
    prepare("ja_stereotype_question", NONE, tmp_path, {})
    prepare("ja_stereotype_statement", PAPER, tmp_path, {})
    assert prepared_for("ja_stereotype_question").options == NONE
    assert prepared_for("ja_stereotype_statement").options == PAPER
