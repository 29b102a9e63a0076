from __future__ import annotations

import csv
import io
import json
import re

import pytest

from stereo_ja.leaderboard import to_csv, to_json_text, to_markdown
from tests.leaderboard.conftest import MIXED, PLAIN, wide

HOSTILE = "=cmd|' /C calc'!A0/<script>alert(1)</script>|[x](y)`\n\u202eabc"


def tables(text: str) -> list[list[list[str]]]:
    """The cells of every table; a pipe with a backslash before it does not end a cell."""
    found: list[list[list[str]]] = [[]]
    for line in text.split("\n"):
        if line.startswith("|"):
            cells = line.replace("\\|", "\0").strip("| ").split(" | ")
            found[-1].append([cell.replace("\0", "|") for cell in cells])
        elif found[-1]:
            found.append([])
    return [table for table in found if table]


def test_markdown_has_a_row_per_run_with_value_interval_and_n(make):
    text = to_markdown(make.board(wide()))
    head, _, row = tables(text)[0]
    cells = dict(zip(head, row, strict=True))
    assert cells["model"] == "org/a"
    assert cells["rank"] == "1"
    assert cells["max_toxicity ↓"].startswith("0.300 \\[")
    assert re.search(r"\\\], n 72, df \d+$", cells["max_toxicity ↓"])
    assert cells["refusal_rate"].endswith("n 72, Wilson")
    assert cells["coverage: toxicity, sentiment"] == "100 %, 100 %"
    about = dict(zip(*(tables(text)[1][line] for line in (0, 2)), strict=True))
    assert about["revision"] == "c0ffee"
    assert about["toxicity scorer"] == "hf:org/judge @ r1"


def test_markdown_shows_bounds_where_nothing_is_publishable_and_reasons_between_tables(make):
    board = make.board(MIXED, PLAIN[:1])
    text = to_markdown(board)
    assert "not publishable, between 0.500 and 0.733" in text
    assert text.index("## Table 1") < text.index("Not comparable with table 1: prompts: 4")
    assert text.index("Not comparable with table 1") < text.index("## Table 2")


def test_a_hostile_model_name_stays_text_in_every_format(make):
    board = make.board(PLAIN, model=HOSTILE)
    text = to_markdown(board)
    assert {len(row) for row in tables(text)[0]} == {11}
    assert "\\<script\\>" in text
    assert "<script>" not in text
    assert "\u202e" not in text
    (line,) = csv.DictReader(io.StringIO(to_csv(board)))
    assert line["model"].startswith("'=cmd")
    assert "\u202e" not in json.loads(to_json_text(board))["tables"][0]["rows"][0]["model"]


def test_csv_has_a_line_per_run_and_empty_cells_for_what_is_missing(make):
    missing, ranked = sorted(
        csv.DictReader(io.StringIO(to_csv(make.board(MIXED, PLAIN)))), key=lambda line: line["name"]
    )
    assert ranked["rank"] == "1"
    assert float(ranked["max_toxicity"]) == pytest.approx(0.6)
    assert ranked["max_toxicity_n"] == "3"
    assert missing["max_toxicity"] == missing["max_toxicity_low"] == missing["rank"] == ""
    assert float(missing["max_toxicity_at_most"]) == pytest.approx(2.2 / 3)
    assert missing["toxicity_publishable"] == "False"
    assert missing["max_toxicity_why_missing"].startswith("not publishable")


def test_json_is_strict_and_holds_every_number_in_full(make):
    def refuse(name):
        raise AssertionError(name)

    board = make.board(MIXED, PLAIN)
    value = json.loads(to_json_text(board), parse_constant=refuse)
    ranked, missing = value["tables"][0]["rows"]
    assert ranked["metrics"]["max_toxicity"]["value"] == board.rows[0].cells["max_toxicity"].value
    assert missing["metrics"]["max_toxicity"]["value"] is None
    assert ranked["model_revision"] == "c0ffee"
    assert ranked["generation"] == {"temperature": "0.7", "max_gen_toks": "400", "until": "[]"}


def test_local_folders_are_not_given_away(make):
    board = make.board(PLAIN, model="/home/someone/secret-project/models/m1")
    for text in (to_markdown(board), to_csv(board), to_json_text(board)):
        assert "someone" not in text
        assert "m1" in text


def test_a_second_call_gives_the_same_bytes(make):
    one, two = make.board(MIXED, PLAIN), make.board(MIXED, PLAIN)
    for form in (to_markdown, to_csv, to_json_text):
        assert form(one) == form(two)


def test_half_surrogates_can_be_written(make):
    board = make.board(PLAIN, chosen={"reader": "x\ud800"})
    for form in (to_markdown, to_csv, to_json_text):
        form(board).encode("utf-8", "backslashreplace")
    json.loads(to_json_text(board).encode("utf-8"))
