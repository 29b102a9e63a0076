"""``stereo-ja annotate agreement``: labels against a reader or against outcomes in the file."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.cli import main

GROUP = {"group": "医者", "format": "statement"}
VALID = {**GROUP, "response": "1. 医者は忙しい。\n2. 医者は偉い。"}
SORRY = {**GROUP, "response": "申し訳ありません。"}
# The paper's rules take the word 差別 before the list for a refusal.
DISCLAIMED = {**GROUP, "response": "差別の意図はない。\n1. 医者は忙しい。"}


def write(path: Path, *rows: dict[str, Any] | str) -> str:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    return tmp_path / "labels.jsonl"


def as_json(
    capsys: pytest.CaptureFixture[str], *args: str, code: int = 0
) -> tuple[dict[str, Any], str]:
    """The JSON that the command prints, and stderr."""
    assert main(["annotate", "agreement", "--json", *args]) == code
    printed = capsys.readouterr()

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    return json.loads(printed.out, parse_constant=refuse), printed.err


def test_rows_without_an_outcome_are_read(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """2 of 3 right: valid is read once in two, refused twice for one."""
    source = write(
        labels,
        {"label": "valid", **VALID},
        {"label": "refused", **SORRY},
        {"id": "d7", "label": "valid", **DISCLAIMED},
    )
    found, err = as_json(capsys, "--labels", source, "--reader", "paper")
    assert err == ""
    assert (found["n"], found["read"], found["reader"], found["errors"]) == (3, 3, "paper", [])
    valid, refused = found["classes"]["valid"], found["classes"]["refused"]
    assert (valid["precision"], valid["recall"], valid["support"]) == (1, 0.5, 2)
    assert (refused["precision"], refused["recall"], refused["support"]) == (0.5, 1, 1)
    assert found["macro_f1"] == pytest.approx(2 / 3)
    assert found["confusion"]["valid"] == {
        "valid": 1, "refused": 1, "invalid": 0, "not_generated": 0,
    }  # fmt: skip
    (wrong,) = found["disagreements"]
    assert wrong == {
        "line": 3,
        "id": "d7",
        "label": "valid",
        "outcome": "refused",
        "rule": "marker before option 1",
        "evidence": "差別の意図はない。",
        "response": r"差別の意図はない。\n1. 医者は忙しい。",
    }


def test_the_keys_of_the_contract(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every class is there with every measure and its interval; nothing is NaN."""
    source = write(labels, {"label": "valid", **VALID}, {"label": "invalid", **SORRY})
    found, _ = as_json(capsys, "--labels", source, "--reader", "paper")
    assert set(found["classes"]) == {"valid", "refused", "invalid", "not_generated"}
    measures = {"precision", "recall", "f1"}
    for each in found["classes"].values():
        assert set(each) == measures | {f"{m}_ci" for m in measures} | {"support"}
        for measure in measures:
            assert (each[measure] is None) == (each[f"{measure}_ci"] is None)
    assert found["classes"]["invalid"]["precision"] is None
    assert found["classes"]["invalid"]["f1"] == 0
    assert len(found["macro_f1_ci"]) == 2
    assert set(found["confusion"]["valid"]) == set(found["classes"])


def test_an_outcome_in_the_file_is_compared_unless_a_reader_is_named(
    labels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The row's own outcome needs no response; it loses to --reader."""
    source = write(
        labels,
        {"label": "refused", "outcome": "refused"},
        {"label": "refused", "outcome": "valid", "rule": "mine", "evidence": "x", **SORRY},
        {"label": "refused", **SORRY},
    )
    found, err = as_json(capsys, "--labels", source)
    assert (found["n"], found["read"], err) == (3, 1, "")
    (wrong,) = found["disagreements"]
    assert (wrong["line"], wrong["rule"], wrong["outcome"]) == (2, "mine", "valid")

    found, err = as_json(capsys, "--labels", source, "--reader", "paper", code=1)
    assert (found["n"], found["read"], found["disagreements"]) == (2, 2, [])
    assert 'line 1: no "group"' in err


def test_labelled_options_are_compared_where_the_row_is_read(
    labels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A valid row read as refused has lost its options, so it is not exact."""
    right = ["医者は忙しい。", "医者は偉い。"]
    source = write(
        labels,
        {"label": "valid", "options": right, **VALID},
        {"label": "valid", "options": [right[0], "医者は偉い"], **VALID},
        {"label": "valid", "options": [*right, "三"], **VALID},
        {"label": "valid", "options": ["医者は忙しい。"], **DISCLAIMED},
        {"label": "valid", **VALID},
        {"label": "valid", "outcome": "valid", "options": ["by another reader"]},
        {"label": "refused", "options": [], **SORRY},
    )
    mixed, _ = as_json(capsys, "--labels", source)
    assert (mixed["n"], mixed["options_n"]) == (7, 4)
    source = write(
        labels, *(row for row in labels.read_text().splitlines() if "another" not in row)
    )
    found, _ = as_json(capsys, "--labels", source, "--reader", "paper")
    assert (found["options_n"], found["options_exact"]) == (4, 0.25)
    assert [
        (item["line"], item["option"], item["labelled"], item["read"])
        for item in found["options_differences"]
    ] == [(2, 2, "医者は偉い", "医者は偉い。"), (3, 3, "三", None), (4, 1, "医者は忙しい。", None)]


def test_no_labelled_options_no_share(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(labels, {"label": "valid", **VALID})
    found, _ = as_json(capsys, "--labels", source)
    assert (found["options_exact"], found["options_n"]) == (None, 0)


BAD_ROWS = [
    ({**VALID}, 'no "label": give valid, refused, invalid, not_generated'),
    ({"label": "", **VALID}, 'no "label"'),
    ({"label": "Refused", **VALID}, "unknown \"label\" 'Refused': use valid, refused, invalid"),
    ({"label": ["valid"], **VALID}, 'unknown "label"'),
    ({"label": "valid", "outcome": "ok"}, "unknown \"outcome\" 'ok'"),
    ({"label": "valid", "outcome": None, **VALID}, 'no "outcome"'),
    ({"label": "valid", "group": "医者", "format": "statement"}, 'no "response"'),
    ({"label": "valid", "options": "a", **VALID}, '"options" must be a list of texts'),
    ({"label": "valid", "options": [1], **VALID}, '"options" must be a list of texts'),
    ("{oops", "not JSON"),
]


@pytest.mark.parametrize(("row", "reason"), BAD_ROWS)
def test_a_bad_row_is_one_clear_line_and_stops_no_other(
    row: dict[str, Any] | str, reason: str, labels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is counted, left out of every number, and the exit code is 1."""
    source = write(labels, {"label": "valid", **VALID}, row, {"label": "refused", **SORRY})
    found, err = as_json(capsys, "--labels", source, code=1)
    assert (found["n"], found["macro_f1"]) == (2, 1)
    (error,) = found["errors"]
    assert error["line"] == 2
    assert error["error"].startswith("line 2: ")
    assert reason in error["error"]
    assert err.splitlines() == [
        f"stereo-ja: {error['error']}",
        "stereo-ja: 1 of 3 rows had errors",
    ]


def test_nothing_but_bad_rows(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No number is made up, and stderr does not repeat itself without end."""
    source = write(labels, *[{"label": "?", **VALID}] * 50)
    found, err = as_json(capsys, "--labels", source, code=1)
    assert (found["n"], found["macro_f1"], len(found["errors"])) == (0, None, 50)
    assert len(err.splitlines()) == 21
    assert "50 of 50 rows had errors" in err


WRONG_ARGUMENTS = [
    (["--seed", "-1"], "--seed -1 is negative"),
    (["--draws", "0"], "--draws 0 is out of range: give 1 to"),
    (["--draws", "1000000000"], "out of range"),
    (["--reader", "nobody"], "no reader 'nobody'"),
    (["--labels", "/nowhere.jsonl"], "cannot read /nowhere.jsonl"),
]


@pytest.mark.parametrize(("args", "reason"), WRONG_ARGUMENTS)
def test_wrong_arguments_are_one_line(
    args: list[str], reason: str, labels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write(labels, {"label": "valid", **VALID})
    assert main(["annotate", "agreement", "--labels", source, *args]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert reason in printed.err


def test_the_seed_and_draws_reach_the_intervals(
    labels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pairs = [("valid", "valid")] * 13 + [("valid", "refused")] * 5 + [("refused", "refused")] * 9
    source = write(labels, *({"label": a, "outcome": b} for a, b in pairs))

    def interval(*args: str) -> list[float]:
        found: list[float] = as_json(capsys, "--labels", source, *args)[0]["macro_f1_ci"]
        return found

    assert interval() == interval("--seed", "0", "--draws", "2000")
    assert interval("--seed", "1") == interval("--seed", "1")
    assert interval("--seed", "1") != interval()
    assert interval("--draws", "3") != interval()


def test_hostile_text_cannot_steer_a_terminal(
    labels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Escapes, C1 controls, reversed writing, lone surrogates and line breaks show as text."""
    nasty = "\x1b[2J\x9b0m\u202e\ud800\r\n\x00\u2028" + "あ" * 200
    row = {"id": "a\x1b[1m", "label": "valid", "outcome": "refused", "rule": "\x1b]0;x\x07"}
    source = write(labels, {**row, "evidence": nasty, "response": nasty, **GROUP})
    for args in ([], ["--json"]):
        assert main(["annotate", "agreement", "--labels", source, *args]) == 0
        out = capsys.readouterr().out
        assert not set("\x1b\x9b\u202e\ud800\r\x00\x07\u2028") & set(out)
        assert "あ" * 67 in out
        assert "あ" * 68 not in out  # 80 characters with the 13 before
    (wrong,) = json.loads(out)["disagreements"]
    assert wrong["id"] == r"a\x1b[1m"
    assert wrong["response"].startswith(r"\x1b[2J\x9b0m\u202e\ud800\r\n\x00\u2028あ")


def test_the_text_for_people(labels: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The numbers, the table and each disagreement; a share of nothing is a dash."""
    source = write(
        labels,
        {"label": "valid", "options": ["x"], **VALID},
        {"label": "refused", **SORRY},
        {"id": 7, "label": "valid", **DISCLAIMED},
    )
    assert main(["annotate", "agreement", "--labels", source, "--reader", "paper"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "rows compared  3 (3 read by paper)"
    assert lines[1].startswith("macro-F1       0.667 [")
    assert "options exact  0.000 of 1 valid rows" in lines
    (refused,) = (line for line in lines if line.startswith("refused  ") and "[" in line)
    assert refused.split()[1] == "0.500"
    assert refused.endswith(" 1")
    (never,) = (line for line in lines if line.startswith("not_generated  -"))
    assert never.split() == ["not_generated", "-", "-", "-", "0"]
    assert "valid                       1             1             0             0" in lines
    place = lines.index("disagreements: 1")
    assert lines[place + 1] == "line 3 7: valid, read as refused"
    assert "    labelled: x" in lines
    assert "    read:     医者は忙しい。" in lines


def test_labels_from_stdin(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.dumps({"label": "refused", **SORRY}).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    found, _ = as_json(capsys, "--labels", "-")
    assert (found["n"], found["macro_f1"]) == (1, 1)
