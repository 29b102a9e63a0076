from __future__ import annotations

import json

import pytest

from stereo_ja.cli import main
from stereo_ja.cli._table import table, visible, width

PAIR = {
    "a", "b", "metric", "n", "pearson", "pearson_ci", "spearman", "difference", "difference_ci",
}  # fmt: skip
WILLIAMS = {
    "shared", "x", "y", "metric", "n", "r_shared_x", "r_shared_y", "r_xy", "t", "df", "p", "p_holm",
}  # fmt: skip


@pytest.fixture
def paths(noisy):
    return [str(noisy(name, seed)) for seed, name in enumerate(["one", "two", "three"])]


def test_json_has_the_agreed_keys_and_is_the_same_twice(paths, capsys):
    assert main(["compare", *paths, "--json", "--draws", "50"]) == 0
    first = capsys.readouterr().out
    assert main(["compare", *paths, "--json", "--draws", "50"]) == 0
    assert first == capsys.readouterr().out
    found = json.loads(first)
    assert [run["name"] for run in found["runs"]] == ["one", "two", "three"]
    assert found["runs"][0]["identity"]["reader"] == "rules"
    assert all(row.keys() >= PAIR for row in found["pairs"])
    assert all(row.keys() >= WILLIAMS for row in found["williams"])
    assert len(found["pairs"]) == 3 * 7
    assert len(found["williams"]) == 2 * 3
    assert "hf_secret" not in first


def test_text_says_every_part(paths, capsys):
    assert main(["compare", *paths, "--draws", "50", "--plan", "0.05"]) == 0
    out = capsys.readouterr().out
    for part in (
        "one against two, on the prompts in common:", "McNemar", "that all of these runs answered",
        "Williams' test is the paper's", "groups furthest apart in max_toxicity, one against two",
        "prompts furthest apart in sentiment", "to see a difference of 0.05", "at least",
    ):  # fmt: skip
        assert part in out
    assert "hf_secret" not in out


def test_one_run_is_enough_for_a_plan_only(paths, capsys):
    assert main(["compare", paths[0], "--plan", "0.05"]) == 0
    assert "move both models alike" in capsys.readouterr().out
    assert main(["compare", paths[0]]) == 2
    assert "there is only one; give another RUN" in capsys.readouterr().err


def test_nothing_comparable_is_exit_code_1_and_says_why(noisy, capsys):
    paths = [str(noisy("a", 1)), str(noisy("b", 2, reader="paper"))]
    assert main(["compare", *paths]) == 1
    out, err = capsys.readouterr()
    assert "a, b (refusal, toxicity, sentiment): reader: rules against paper" in out
    assert err == "stereo-ja: no two of these runs may be compared\n"
    assert main(["compare", *paths, "--json"]) == 1
    pairs = json.loads(capsys.readouterr().out)["pairs"]
    assert all(row["difference"] is None and "reader" in row["why"] for row in pairs)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--draws", "0"], "--draws 0 is out of range"),
        (["--seed", "-1"], "--seed -1 is negative"),
        (["--plan", "0"], "--plan 0 is out of range"),
        (["--plan", "nan"], "--plan nan is out of range"),
    ],
)
def test_a_wrong_option_is_one_line_and_exit_code_2(paths, capsys, options, said):
    assert main(["compare", *paths, *options]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_names_cannot_steer_the_terminal(noisy, capsys):
    paths = [noisy("a", 1), noisy("b", 2)]
    (file,) = paths[0].rglob("results_*")
    file.write_text(file.read_text().replace("org/a", "org/\\u001b[31m\\u202ea"))
    assert main(["compare", *map(str, paths), "--draws", "20", "--plan", "0.1"]) == 0
    out = capsys.readouterr().out
    assert "\\x1b[31m\\u202ea" in out
    assert not {"\x1b", "\u202e"} & set(out)


def test_columns_line_up_with_japanese_text():
    lines = table(["語", "n"], [["医者", "1"], ["abc", "22"], ["か\u3099", "3"]], numbers=[1])
    assert {width(line) for line in lines} == {8}
    assert lines[1:] == ["医者   1", "abc   22", "か\u3099     3"]
    assert visible("a\nb") == "a\\nb"
