"""A table is read row by row; a bad row is named and the others count."""

from __future__ import annotations

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.errors import UserError
from stereo_ja.rescore.paper import read_table
from tests.rescore.paper.conftest import COLUMNS, row_of

SOME = docs()[:4]


def _answers(table):
    return {row.id: row.responses[0] for row in table.models[0].rows.values()}


def test_the_response_is_before_with_its_line_breaks(table):
    path = table([row_of(doc) for doc in SOME], encoding="utf-8-sig")
    found = read_table(path)
    (model,) = found.models
    assert list(_answers(found).values()) == [row_of(doc)["before"] for doc in SOME]
    assert "\n2. " in _answers(found)["age-001/t01"]
    assert (model.name, model.from_text) == ("google/gemma-2-27b-it", 0)


def test_text_stands_in_where_there_is_no_before(table):
    path = table([row_of(doc) for doc in SOME], [c for c in COLUMNS if c != "before"])
    assert list(_answers(read_table(path)).values()) == [row_of(doc)["text"] for doc in SOME]
    path = table([row_of(SOME[0], before="NaN"), row_of(SOME[1])])
    found = read_table(path)
    assert _answers(found)["age-001/t01"] == row_of(SOME[0])["text"]
    assert found.models[0].from_text == 1


@pytest.mark.parametrize(("check", "response"), [("11", ""), ("", None), ("nan", None)])
def test_a_blank_response_is_empty_if_it_was_judged_and_else_was_not_generated(
    table, check, response
):
    path = table([row_of(SOME[0], before="", text="nan", check=check)])
    assert _answers(read_table(path)) == {"age-001/t01": response}


@pytest.mark.parametrize(
    ("written", "code"), [("31", 31), ("31.0", 31), ("", None), ("7", None), ("x", None)]
)
def test_codes_are_read_as_spreadsheets_write_them(table, written, code):
    found = read_table(table([row_of(SOME[0], check=written)]))
    assert found.models[0].codes == {"age-001/t01": code}


@pytest.mark.parametrize(
    ("label", "wrong"),
    [("statement", 0), ("Statement", 0), ("question", 1), ("positive opinion", 1), ("", 1)],
)
def test_the_format_is_the_templates_and_other_labels_are_counted(table, label, wrong):
    (model,) = read_table(table([row_of(SOME[0], format=label)])).models
    assert model.wrong_formats == wrong
    assert model.rows["age-001/t01"].doc["format"] == "statement"


def test_rows_that_cannot_be_used_are_named_with_their_line(table):
    rows = [
        row_of(SOME[0]),
        row_of(SOME[1], group="宇宙人"),
        row_of(SOME[1], model=""),
        row_of(SOME[1], template="{}はきっと"),
        row_of(SOME[1]),
    ]
    path = table(rows, [*COLUMNS, "extra"])
    with path.open("a", encoding="utf-8") as file:
        file.write(",".join("x" for _ in range(40)) + "\n")
        file.write("子供\n")
        file.write('1,gemma,"never closed' + "あ" * 200_000 + "\n")
    found = read_table(path)
    (model,) = found.models
    assert list(model.rows) == ["age-001/t01", "age-001/t02"]
    # Each response of ten options is ten lines of the file.
    assert [line.split(":")[1] for line in model.unmatched] == ["21", "41"]
    assert [line.split(":")[1] for line in found.problems[:2]] == ["31", "52"]
    assert len(found.problems) == 4
    assert all(line.startswith("responses.csv:") for line in (*found.problems, *model.unmatched))


def test_the_first_of_two_rows_of_a_prompt_counts(table):
    rows = [row_of(SOME[0]), row_of(SOME[0]), row_of(SOME[0], before="別の答え")]
    found = read_table(table(rows))
    assert _answers(found) == {"age-001/t01": row_of(SOME[0])["before"]}
    assert len(found.repeated) == 2
    assert "DIFFERENT" in found.repeated[1]


def test_models_are_told_apart_and_unknown_ones_keep_their_name(table):
    names = ("Gemma", "google/gemma-2-27b-it", "QWEN2.5", "LLM-jp", "llmjp3", "other model")
    rows = [row_of(doc, name) for name, doc in zip(names, docs(), strict=False)]
    assert {model.name: len(model.rows) for model in read_table(table(rows)).models} == {
        "google/gemma-2-27b-it": 2,
        "Qwen/Qwen2.5-14B-Instruct": 1,
        "llm-jp/llm-jp-3-13b-instruct": 2,
        "paper/other model": 1,
    }


def test_a_table_without_a_usable_row_or_column_is_the_users_error(table, tmp_path):
    with pytest.raises(UserError, match="no row of it"):
        read_table(table([row_of(SOME[0], group="宇宙人")]))
    with pytest.raises(UserError, match="no column group, template"):
        read_table(table([row_of(SOME[0])], ["model", "text", "before"]))
    with pytest.raises(UserError, match="cannot be read"):
        read_table(tmp_path / "missing.csv")
    with pytest.raises(UserError, match="not UTF-8"):
        read_table(table([row_of(SOME[0])], encoding="cp932"))
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(UserError, match="no column"):
        read_table(tmp_path / "empty.csv")
