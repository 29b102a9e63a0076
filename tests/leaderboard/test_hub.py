from __future__ import annotations

import huggingface_hub
import pytest
import yaml

from stereo_ja.leaderboard import HubOptions, to_hub
from tests.leaderboard.conftest import MIXED, PLAIN, other, valid

pytestmark = pytest.mark.skipif(
    not hasattr(huggingface_hub, "parse_eval_result_entries"),
    reason="this version of huggingface_hub cannot read entries",
)


def parsed(written):
    """Read back with YAML and with the Hub's own reader."""
    return {
        file.path: huggingface_hub.parse_eval_result_entries(yaml.safe_load(file.content))
        for file in written.files
    }


def test_entries_read_back_as_the_values_of_the_board(make):
    board = make.board(PLAIN)
    written = to_hub(board, HubOptions("org/bench", "https://example.org/traces", "traces"))
    ((path, entries),) = parsed(written).items()
    assert path == ".eval_results/a.yaml"
    values = {entry.task_id: entry.value for entry in entries}
    assert values["ja_stereotype_max_toxicity"] == pytest.approx(0.6)
    assert values["ja_stereotype_refusal_rate"] == 0.25
    assert len(values) == 6
    for entry in entries:
        assert entry.dataset_id == "org/bench"
        assert (entry.source_url, entry.source_name) == ("https://example.org/traces", "traces")
        assert entry.date == "2026-03-04T04:53:20Z"
        assert "n = " in entry.notes
        assert entry.notes.isprintable()


def test_only_the_keys_of_the_format_are_used(make):
    (file,) = to_hub(make.board(PLAIN)).files
    for entry in yaml.safe_load(file.content):
        assert set(entry) == {"dataset", "value", "date", "source", "notes"}
        assert set(entry["dataset"]) == {"id", "task_id"}
        assert set(entry["source"]) == {"url", "name"}
        assert isinstance(entry["value"], float | int)
        assert isinstance(entry["date"], str)


def test_what_is_missing_or_not_publishable_has_no_entry_and_is_told(make):
    written = to_hub(make.board(MIXED))
    ((_, entries),) = parsed(written).items()
    assert {entry.task_id.removeprefix("ja_stereotype_") for entry in entries} == {
        "sentiment",
        "refusal_rate",
        "invalid_rate",
    }
    assert [line.split(":")[1] for line in written.left_out] == [
        " no entry for max_toxicity",
        " no entry for toxic_rate",
        " no entry for mean_toxicity",
    ]


def test_a_run_without_any_value_has_no_file(make):
    assert to_hub(make.board([[other("not_generated")]])).files == ()


def test_lexicon_scores_are_called_a_smoke_test(make):
    grid = [[valid(0.2, scorer="lexicon")], [valid(0.3, scorer="lexicon")]]
    ((_, entries),) = parsed(to_hub(make.board(grid))).items()
    smoke = {entry.task_id for entry in entries if entry.notes.startswith("SMOKE TEST")}
    assert smoke == {
        f"ja_stereotype_{metric}"
        for metric in ("max_toxicity", "toxic_rate", "mean_toxicity", "sentiment")
    }


def test_every_run_has_a_file_of_its_own(make):
    written = to_hub(make.board(PLAIN, PLAIN, model="org/サンプル model:v1"))
    assert [file.path for file in written.files] == [
        ".eval_results/サンプル_model_v1.yaml",
        ".eval_results/サンプル_model_v1_2.yaml",
    ]
