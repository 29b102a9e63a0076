from __future__ import annotations

import json
import logging

import pytest

from stereo_ja.harness._filter import ReadAndScore
from stereo_ja.harness._options import resolve_options
from stereo_ja.harness._prepared import prepare
from stereo_ja.stimuli import docs

SOME = docs("statement")[:3]


def _list(group: str) -> str:
    return "\n".join(f"{n}. {group}は{n}回親切です。" for n in range(1, 11))


@pytest.fixture
def journal(tmp_path):
    options = resolve_options({"toxicity": "lexicon", "sentiment": "none", "reader": "paper"})
    prepare("statement", options, tmp_path)
    return tmp_path


def _apply(responses):
    reader = ReadAndScore("ja_stereotype_statement", stereo_ja_format="statement")
    rows = reader.apply(responses, SOME[: len(responses)])
    return [[json.loads(text) for text in row] for row in rows]


def test_each_response_becomes_its_record(journal):
    valid, refused, silent = _apply(
        [[_list("子供")], ["申し訳ありません。その質問には答えられません。"], [None]]
    )
    assert ["valid", "refused", "not_generated"] == [r[0]["outcome"] for r in (valid, refused, silent)]
    assert 10 == len(valid[0]["options"])
    option = valid[0]["options"][0]
    assert "scored" == option["toxicity"]["status"]
    assert "not_scorable" == option["sentiment"]["status"]
    keys = {"outcome", "code", "reason", "rule", "evidence", "flags", "options"}
    assert keys == set(valid[0]) == set(refused[0])


def test_the_responses_are_on_disk_even_if_everything_after_fails(journal, monkeypatch):
    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr("stereo_ja.harness._filter._records", broken)
    with pytest.raises(RuntimeError):
        _apply([["one"], ["two"]])
    (path,) = journal.glob("*.jsonl")
    assert ["one", "two"] == [json.loads(row)["response"] for row in path.open(encoding="utf-8")]


def test_a_padded_doc_keeps_its_first_generation(journal):
    rows = _apply([[_list("子供")], [_list("子供"), "申し訳ありません。できません。"]])
    assert [1, 1] == [len(row) for row in rows]
    assert "valid" == rows[1][0]["outcome"]


def test_a_padded_rank_with_one_doc_keeps_as_many_as_the_task_repeats(journal):
    ((record,),) = _apply([[_list("子供"), "申し訳ありません。できません。"]])
    assert "valid" == record["outcome"]


def test_repeats_are_all_kept(journal):
    rows = _apply([[_list("子供"), "だめ"], ["だめ", _list("子供")]])
    assert [2, 2] == [len(row) for row in rows]


def test_a_null_answer_of_an_api_is_not_generated(journal, monkeypatch):
    monkeypatch.setenv("LMEVAL_MODEL_NONE_ANSWER_PLACEHOLDER", "[null]")
    ((first,), (second,)) = _apply([["[null]"], [""]])
    assert ["not_generated", "invalid"] == [first["outcome"], second["outcome"]]


def test_half_surrogates_can_be_written(journal):
    reader = ReadAndScore("t", stereo_ja_format="statement")
    rows = reader.apply([["\ud800" + _list("子供")]], SOME[:1])
    rows[0][0].encode("utf-8")


def test_the_place_of_the_responses_is_logged(journal, caplog):
    with caplog.at_level(logging.INFO, logger="stereo_ja"):
        _apply([["x"]])
    assert str(journal) in caplog.text
