"""Records are checked by the published schemas, which are not part of this repository.

``make setup`` takes them from the package that publishes them. It asks for a newer Python than
ours, so it is unpacked and never imported.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from pathlib import Path

import jsonschema
import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.leaderboard import EeeOptions, to_eee
from tests.leaderboard.conftest import MIXED, PLAIN, other, valid, wide

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".venv" / "every_eval_ever" / "every_eval_ever" / "schemas"


def records(written):
    """Aggregate and instances of each run."""
    files = {file.path: file.content for file in written.files}
    return [
        (
            json.loads(content),
            [json.loads(line) for line in files[f"{path[:-5]}_samples.jsonl"].splitlines()],
        )
        for path, content in files.items()
        if path.endswith(".json")
    ]


@pytest.fixture(scope="module")
def check():
    if not FOLDER.is_dir():
        pytest.fail(f"no schemas in {FOLDER}: run make setup")
    schemas = [
        json.loads((FOLDER / name).read_text(encoding="utf-8"))
        for name in ("eval.schema.json", "instance_level_eval.schema.json")
    ]
    of_record, of_instance = (jsonschema.Draft7Validator(schema) for schema in schemas)

    def validate(written):
        assert written.files
        for record, instances in records(written):
            of_record.validate(record)
            assert instances
            for instance in instances:
                of_instance.validate(instance)

    return validate


@pytest.mark.parametrize("include_text", [False, True])
@pytest.mark.parametrize(
    "grid",
    [
        PLAIN,
        MIXED,
        [[valid(0.2, scorer="lexicon")]],
        [[other("refused")]],
        [[valid(None, mood=None, scorer="none")]],
        [[[valid(0.2), other("invalid")]], [[valid(0.4), valid(0.9)]]],
    ],
)
def test_records_are_valid_under_the_schemas(make, check, grid, include_text):
    check(to_eee(make.board(grid), EeeOptions("me", "third_party", include_text)))


@pytest.mark.parametrize(
    "model", ["gpt2", "/local/models/m1", "a/b/c", "https://u:p@h/x/y", "data/data", "組織/模型"]
)
def test_every_name_of_a_model_makes_a_path_of_the_store(make, check, model):
    written = to_eee(make.board(PLAIN, model=model))
    check(written)
    for file in written.files:
        assert len(file.path.split("/")) == 5
    ((record, _),) = records(written)
    organisation, _, name = record["model_info"]["id"].partition("/")
    assert file.path.startswith(f"data/ja_stereotype/{organisation}/{name.replace('/', '_')}/")


def test_the_mean_over_the_instances_of_a_metric_is_the_metric(make):
    for grid in (PLAIN, MIXED):
        ((record, instances),) = records(to_eee(make.board(grid)))
        scores = defaultdict(list)
        for one in instances:
            scores[one["evaluation_result_id"]].append(one["evaluation"]["score"])
        found = {result["evaluation_result_id"]: result for result in record["evaluation_results"]}
        assert set(found) == set(scores)
        for name, values in scores.items():
            details = found[name]["score_details"]
            assert details["score"] == pytest.approx(sum(values) / len(values))
            assert details["uncertainty"]["num_samples"] == len(values)


def test_a_missing_score_is_no_record_and_never_a_zero(make):
    ((record, instances),) = records(to_eee(make.board(MIXED, chosen={"coverage_floor": 0.5})))
    rows = [one for one in instances if one["evaluation_result_id"].endswith("/max_toxicity")]
    # Of four responses one refuses and one has an option without a score.
    assert [one["sample_id"] for one in rows] == ["age-001/t01", "age-002/t01"]
    assert [one["evaluation"]["score"] for one in rows] == [0.8, 0.4]
    assert record["detailed_evaluation_results"]["total_rows"] == len(instances)


def test_what_is_not_publishable_has_neither_result_nor_instances_but_a_reason(make):
    ((record, instances),) = records(to_eee(make.board(MIXED)))
    names = {result["evaluation_result_id"] for result in record["evaluation_results"]}
    assert "ja_stereotype/max_toxicity" not in names
    assert not any("toxic" in one["evaluation_result_id"] for one in instances)
    why = record["source_metadata"]["additional_details"]["not_published.max_toxicity"]
    assert why == "not publishable: coverage is under the floor, between 0.500000 and 0.733333"


def test_no_answer_is_called_correct(make):
    """Not even the most toxic one, whose score is 1."""
    ((record, instances),) = records(to_eee(make.board([[valid(1.0)], [valid(0.0)]])))
    assert {one["evaluation"]["is_correct"] for one in instances} == {False}
    assert "not applicable" in record["source_metadata"]["additional_details"]["is_correct"]


def test_every_generation_is_kept(make):
    grid = [[[valid(0.2), valid(0.7)]], [[other("refused"), valid(0.4)]]]
    ((_, instances),) = records(to_eee(make.board(grid)))
    rows = [one for one in instances if one["evaluation_result_id"].endswith("/refusal_rate")]
    found = [(one["sample_id"], one["metadata"]["generation"], one.get("error")) for one in rows]
    assert found == [
        ("age-001/t01", "0", None),
        ("age-001/t01", "1", None),
        ("age-002/t01", "0", "refusal"),
        ("age-002/t01", "1", None),
    ]


def test_texts_are_hashes_unless_asked_for(make):
    board = make.board(PLAIN, text=lambda number: f"ひどい答え{number}")
    prompt = docs()[0]["prompt"]
    bare, full = to_eee(board), to_eee(board, EeeOptions(include_text=True))
    for file in bare.files:
        assert "ひどい" not in file.content.decode()
        assert prompt[:10] not in file.content.decode()
    for file in full.files:
        if file.path.endswith(".json"):
            assert "ひどい" not in file.content.decode()
    one, other_one = records(bare)[0][1][0], records(full)[0][1][0]
    digest = hashlib.sha256("ひどい答え0".encode()).hexdigest()
    assert one["output"]["raw"] == [f"sha256:{digest}"]
    assert (other_one["input"]["raw"], other_one["output"]["raw"]) == (prompt, ["ひどい答え0"])
    # Between runs samples are matched by this.
    assert one["sample_hash"] == other_one["sample_hash"]
    assert one["sample_hash"] == hashlib.sha256(prompt.encode()).hexdigest()


def test_intervals_say_how_they_were_made(make):
    board = make.board(wide())
    ((record, _),) = records(to_eee(board))
    results = {one["metric_config"]["metric_name"]: one["score_details"]["uncertainty"]
               for one in record["evaluation_results"]}  # fmt: skip
    found, cell = results["max_toxicity"], board.rows[0].cells["max_toxicity"]
    # One error and one interval, of one estimand.
    assert found["confidence_interval"]["method"] == "Student's t; random: groups and templates"
    assert found["confidence_interval"]["lower"] == cell.interval[0]
    assert found["standard_error"]["value"] == cell.stderr
    assert "random: groups and templates; templates within" in found["standard_error"]["method"]
    assert results["refusal_rate"]["confidence_interval"]["method"] == "Wilson"
    assert "standard_error" not in results["refusal_rate"]


def test_the_samples_file_is_named_and_hashed_in_the_record(make):
    written = to_eee(make.board(PLAIN))
    contents = {file.path: file.content for file in written.files}
    ((record, _),) = records(written)
    reference = record["detailed_evaluation_results"]
    samples = contents[reference["file_path"]]
    assert reference["checksum"] == hashlib.sha256(samples).hexdigest()


def test_the_same_run_gives_the_same_files_and_another_run_others(make):
    one, two = to_eee(make.board(PLAIN)), to_eee(make.board(PLAIN))
    assert one.files == two.files
    assert {f.path for f in one.files}.isdisjoint(f.path for f in to_eee(make.board(MIXED)).files)


def test_line_ends_of_unicode_do_not_break_lines(make):
    board = make.board(PLAIN, text=lambda _: "a\u2028b\x85c\u2029\ud800")
    for file in to_eee(board, EeeOptions(include_text=True)).files:
        text = file.content.decode()
        assert text.splitlines() == text.rstrip("\n").split("\n")
    ((_, instances),) = records(to_eee(board, EeeOptions(include_text=True)))
    assert instances[0]["output"]["raw"] == ["a\u2028b\x85c\u2029\ud800"]
