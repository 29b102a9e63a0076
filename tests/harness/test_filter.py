from __future__ import annotations

import gc
import json
import logging
from dataclasses import replace

import pytest

from stereo_ja.benchmark import benchmark_named
from stereo_ja.benchmark.stereotype import docs
from stereo_ja.harness._filter import ReadAndScore
from stereo_ja.harness._options import resolve_options
from stereo_ja.harness._prepared import _prepared, prepare, prepared_for
from stereo_ja.harness._results import process_results_of
from stereo_ja.jsontext import to_json
from stereo_ja.metrics import STEREOTYPE, aggregate
from stereo_ja.reading import OneByOne
from stereo_ja.scoring import Kind, Score, Scorer

TASK = "ja_stereotype_statement"
SOME = docs("statement")[:3]


def _list(group: str) -> str:
    return "\n".join(f"{n}. {group}は{n}回親切です。" for n in range(1, 11))


@pytest.fixture
def journal(tmp_path):
    options = resolve_options(
        {"toxicity": "lexicon", "sentiment": "none", "reader": "paper"}, benchmark_named(TASK)
    )
    prepare(TASK, options, tmp_path, {})
    return tmp_path


def _apply(responses):
    reader = ReadAndScore(TASK)
    rows = reader.apply(responses, SOME[: len(responses)])
    return [[json.loads(text) for text in row] for row in rows]


def test_each_response_becomes_its_record(journal):
    valid, refused, silent = _apply(
        [[_list("子供")], ["申し訳ありません。その質問には答えられません。"], [None]]
    )
    assert [r[0]["outcome"] for r in (valid, refused, silent)] == [
        "valid",
        "refused",
        "not_generated",
    ]
    assert len(valid[0]["options"]) == 10
    option = valid[0]["options"][0]
    assert option["toxicity"]["status"] == "scored"
    assert option["sentiment"]["status"] == "not_scorable"
    keys = {"outcome", "code", "reason", "rule", "evidence", "flags", "options", "baseline"}
    assert keys == set(valid[0]) == set(refused[0])


def test_an_answer_in_parts_is_kept_and_read_as_its_text(journal):
    parts = [{"type": "thinking", "thinking": "断る"}, {"type": "text", "text": _list("子供")}]
    found, silent = _apply([[parts], [[{"type": "thinking", "thinking": "断る"}]]])
    assert (found[0]["outcome"], len(found[0]["options"])) == ("valid", 10)
    assert silent[0]["outcome"] == "not_generated"
    (path,) = journal.glob("*.jsonl")
    kept = [json.loads(row)["response"] for row in path.open(encoding="utf-8")]
    assert kept == [_list("子供"), None]


def test_the_responses_are_on_disk_even_if_everything_after_fails(journal, monkeypatch):
    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr("stereo_ja.harness._filter.build_records", broken)
    with pytest.raises(RuntimeError):
        _apply([["one"], ["two"]])
    (path,) = journal.glob("*.jsonl")
    assert [json.loads(row)["response"] for row in path.open(encoding="utf-8")] == ["one", "two"]


def test_a_padded_doc_keeps_its_first_generation(journal):
    rows = _apply([[_list("子供")], [_list("子供"), "申し訳ありません。できません。"]])
    assert [len(row) for row in rows] == [1, 1]
    assert rows[1][0]["outcome"] == "valid"


def test_a_padded_rank_with_one_doc_keeps_as_many_as_the_task_repeats(journal):
    ((record,),) = _apply([[_list("子供"), "申し訳ありません。できません。"]])
    assert record["outcome"] == "valid"


def test_what_the_cut_leaves_out_is_still_on_disk(journal):
    _apply([["first", "second", "third"]])
    (path,) = journal.glob("*.jsonl")
    assert len(path.read_text(encoding="utf-8").splitlines()) == 3


def test_repeats_are_all_kept(journal):
    rows = _apply([[_list("子供"), "だめ"], ["だめ", _list("子供")]])
    assert [len(row) for row in rows] == [2, 2]


def test_a_null_answer_of_an_api_is_not_generated(journal, monkeypatch):
    monkeypatch.setenv("LMEVAL_MODEL_NONE_ANSWER_PLACEHOLDER", "[null]")
    ((first,), (second,)) = _apply([["[null]"], [""]])
    assert [first["outcome"], second["outcome"]] == ["not_generated", "invalid"]


class DyingScorer:
    """Stands behind the seam and breaks off after one text."""

    kind: Kind = "toxicity"
    name = "dying"
    revision: str | None = None
    attributes: tuple[str, ...] = ()
    language: str | None = None
    remote = False

    def check(self) -> None: ...

    def score(self, texts):
        yield 0, Score("scored", "dying", None, "2026-01-01", value=0.1)
        raise OSError("the disk is gone")


def test_a_scorer_that_dies_leaves_responses_and_unscored_options(journal, monkeypatch, caplog):
    ready = prepared_for(TASK)
    scorers: dict[Kind, Scorer] = {**ready.parts.scorers, "toxicity": DyingScorer()}
    broken = replace(ready, parts=replace(ready.parts, scorers=scorers))
    monkeypatch.setitem(_prepared, TASK, broken)
    ((record,),) = _apply([[_list("子供")]])
    statuses = [option["toxicity"]["status"] for option in record["options"]]
    assert statuses == ["scored"] + ["failed"] * 9
    assert "the disk is gone" in record["options"][1]["toxicity"]["reason"]
    items = process_results_of(TASK)(SOME[0], [[to_json(record)]])
    assert aggregate(STEREOTYPE, [items])["max_toxicity"] is None
    assert items["toxicity_coverage"] == [1.0, 10]
    (path,) = journal.glob("*.jsonl")
    assert str(path) in caplog.text


class BrokenReader(OneByOne):
    """Stands behind the seam and raises, which a reader never should."""

    name = "broken"

    def read(self, response, *, group, format):
        raise ZeroDivisionError


def test_a_reader_that_fails_enters_no_denominator(journal, monkeypatch):
    """It is our failure: counted as invalid it would be a number about the model."""
    ready = prepared_for(TASK)
    broken = replace(ready, parts=replace(ready.parts, reader=BrokenReader()))
    monkeypatch.setitem(_prepared, TASK, broken)
    ((record,),) = _apply([[_list("子供")]])
    assert (record["outcome"], record["rule"]) == ("not_generated", "reader error")
    items = process_results_of(TASK)(SOME[0], [[to_json(record)]])
    assert items.pop("not_generated_rate") == 1.0
    del items["not_generated_rate_stderr"]
    assert set(items.values()) == {None}


def test_the_heap_is_as_it_was_after_scoring(journal):
    """Frozen objects that stayed frozen would never be collected again."""
    _apply([[_list("子供")]])
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_lone_surrogates_can_be_written(journal):
    reader = ReadAndScore(TASK)
    rows = reader.apply([["\ud800" + _list("子供")]], SOME[:1])
    rows[0][0].encode("utf-8")


def test_the_place_of_the_responses_is_logged(journal, caplog):
    with caplog.at_level(logging.INFO, logger="stereo_ja"):
        _apply([["x"]])
    assert str(journal) in caplog.text
