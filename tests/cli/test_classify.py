"""``stereo-ja classify``: rows in, rows out, nothing lost."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stereo_ja.benchmark import benchmark_named
from stereo_ja.cli import _progress, main
from stereo_ja.cli._classify import classify_rows
from stereo_ja.cli._jsonl import Row, read_rows, write_rows
from stereo_ja.cli._progress import progress
from stereo_ja.reading import get_reader

VALID = {"group": "医者", "format": "statement", "response": "1. 医者は忙しい。\n2. 医者は偉い。"}
REFUSED = {"group": "医者", "format": "question", "response": "申し訳ありません。"}


def write(path: Path, *rows: dict[str, Any] | str | bytes) -> str:
    """A JSONL file of objects, raw lines and raw bytes."""
    lines = [row if isinstance(row, str | bytes) else json.dumps(row) for row in rows]
    path.write_bytes(b"\n".join(x if isinstance(x, bytes) else x.encode() for x in lines) + b"\n")
    return str(path)


def read(path: Path) -> list[dict[str, Any]]:
    """Every line of a UTF-8 file as strict JSON."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n")
    return [json.loads(line, parse_constant=refuse) for line in text.split("\n")[:-1]]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.jsonl"


def test_rows_come_back_in_order_with_the_reading_added(tmp_path: Path, out: Path) -> None:
    """Unknown keys are passed through, in their place, and the text is written as UTF-8."""
    source = write(
        tmp_path / "in.jsonl",
        {"id": 7, "extra": {"深い": [1, None]}, **VALID},
        REFUSED,
        {**VALID, "response": None},
        {**VALID, "response": ""},
    )
    assert main(["classify", source, "-o", str(out)]) == 0
    valid, refused, nothing, empty = read(out)
    assert valid == {
        "id": 7,
        "extra": {"深い": [1, None]},
        **VALID,
        "outcome": "valid",
        "code": 34,
        "reason": None,
        "rule": "list",
        "evidence": "医者は忙しい。",
        "flags": ["fewer_than_ten"],
        "options": ["医者は忙しい。", "医者は偉い。"],
    }
    assert (refused["outcome"], refused["code"], refused["options"]) == ("refused", 21, [])
    assert (nothing["outcome"], nothing["code"]) == ("not_generated", None)
    assert (empty["outcome"], empty["code"], empty["reason"]) == ("invalid", 11, "format")
    assert "医者は忙しい。".encode() in out.read_bytes()


BAD_LINES = [
    ("{oops", "not JSON: Expecting property name enclosed in double quotes at character 2"),
    ('{"group": NaN}', "NaN is not a JSON number"),
    ('{"group": "医者", "x": -1e999}', "the number -1e999 is too large"),
    ("[" * 100_000, "nested too deeply"),
    ('{"x": ' + "[" * 201 + "]" * 201 + "}", "nested too deeply: more than 200 levels"),
    ('{"n": ' + "9" * 5_000 + "}", "line 2: a whole number in it has too many digits"),
    ("[1, 2]", "not a JSON object"),
    ("3", "not a JSON object"),
    (b'{"group": "\xff"}', "not UTF-8 at byte 12"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES)
def test_a_line_that_is_no_row_comes_back_with_its_number(
    line: str | bytes, reason: str, tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its neighbours are read, its text is kept, the exit code and stderr say how many it were."""
    source = write(tmp_path / "in.jsonl", VALID, line, REFUSED)
    assert main(["classify", source, "-o", str(out)]) == 1
    first, bad, last = read(out)
    assert (first["code"], last["code"]) == (34, 21)
    text = line.replace(b"\xff", rb"\xff").decode() if isinstance(line, bytes) else line
    assert bad == {"error": bad["error"], "line": 2, "raw": text}
    assert "sys." not in bad["error"]
    assert bad["error"].startswith("line 2: ")
    assert reason in bad["error"]
    assert capsys.readouterr().err == "stereo-ja: 1 of 3 rows had errors\n"


BAD_ROWS = [
    ({"format": "statement", "response": "あ"}, 'no "group"'),
    ({"group": "医者", "response": "あ"}, 'no "format"'),
    ({"group": "医者", "format": "statement"}, 'no "response"'),
    ({**VALID, "group": None}, '"group" must be text'),
    ({**VALID, "group": "　"}, '"group" is empty'),
    ({**VALID, "format": ["statement"]}, '"format" must be text'),
    ({**VALID, "format": "Statement"}, "unknown \"format\" 'Statement': use statement, question"),
    ({**VALID, "response": 5}, '"response" must be text or null'),
    ({**VALID, "response": ["1. 医者は忙しい。"]}, '"response" must be text or null'),
]


@pytest.mark.parametrize(("row", "reason"), BAD_ROWS)
def test_a_row_that_cannot_be_read_keeps_its_keys(
    row: dict[str, Any], reason: str, tmp_path: Path, out: Path
) -> None:
    """Only ``error`` is added: no outcome, no code."""
    source = write(tmp_path / "in.jsonl", {"id": "a", **row}, VALID)
    assert main(["classify", source, "-o", str(out)]) == 1
    bad, good = read(out)
    assert reason in bad["error"]
    assert bad == {"id": "a", **row, "error": bad["error"]}
    assert good["outcome"] == "valid"


def test_a_lone_surrogate_does_not_stop_the_output(tmp_path: Path, out: Path) -> None:
    """It cannot be UTF-8, so that row is written with escapes."""
    row = r'{"group": "医者", "format": "statement", "response": "1. 医者は\ud800忙しい。"}'
    source = write(tmp_path / "in.jsonl", row, VALID)
    assert main(["classify", source, "-o", str(out)]) == 0
    first, second = read(out)
    assert first["response"] == "1. 医者は\ud800忙しい。"
    assert first["options"] == ["医者は\ufffd忙しい。"]
    assert second["response"] == VALID["response"]


def test_a_number_json_cannot_hold_becomes_an_error(out: Path) -> None:
    """A NaN made here cannot be written; what else the row held is not lost with it."""
    write_rows(str(out), [Row(1, {"a": "医者", "x": float("nan")}), Row(2, {"b": 1})])
    first, second = read(out)
    assert "cannot be written as JSON" in first["error"]
    assert first["raw"] == '{"a": "医者", "x": NaN}'
    assert second == {"b": 1}


def test_lines_that_cannot_be_read_survive_in_place(tmp_path: Path) -> None:
    """IN may be OUT, so what is not kept in its row would be gone; twice is as good as once."""
    source = tmp_path / "in.jsonl"
    lines = ['{"group": "医者", "p": NaN}', '{"group": "医者", "resp']
    write(source, *lines, VALID)
    for _ in range(2):
        assert main(["classify", str(source), "-o", str(source)]) == 1
        assert [row.get("raw") for row in read(source)] == [*lines, None]


def test_a_line_too_long_to_keep_says_what_is_missing(tmp_path: Path, out: Path) -> None:
    """A million characters are kept."""
    source = write(tmp_path / "in.jsonl", "{" + "医" * 1_000_000, VALID)
    main(["classify", source, "-o", str(out)])
    first, second = read(out)
    assert first["raw"] == "{" + "医" * 999_999
    assert first["raw_cut"] == "the first 1000000 of 1000001 characters"
    assert "raw_cut" not in second


def test_many_brackets_are_no_deep_nesting(tmp_path: Path, out: Path) -> None:
    """In a text, or side by side; two hundred levels are read and written again."""
    deep: Any = []
    for _ in range(198):
        deep = [deep]
    values: list[Any] = ["[{" * 500, [[]] * 500, deep]
    rows = [{**VALID, "x": value} for value in values]
    assert main(["classify", write(tmp_path / "in.jsonl", *rows), "-o", str(out)]) == 0
    assert [row["x"] for row in read(out)] == values


def test_an_error_from_before_goes_once_the_row_is_read(tmp_path: Path, out: Path) -> None:
    """Else a mended row would still look broken; a row that fails again says why it fails now."""
    source = write(
        tmp_path / "in.jsonl", {"id": 1, "error": "line 9: old", **VALID}, {"error": "line 8: old"}
    )
    assert main(["classify", source, "-o", str(out)]) == 1
    mended, broken = read(out)
    assert "error" not in mended
    assert (mended["id"], mended["outcome"]) == (1, "valid")
    assert broken["error"].startswith('line 2: no "group"')


def test_blank_lines_bom_and_line_separators(tmp_path: Path, out: Path) -> None:
    """Blank lines count in line numbers and nowhere else; U+2028 ends no line."""
    spaced = json.dumps({**VALID, "note": "a\u2028b"}, ensure_ascii=False)
    source = write(tmp_path / "in.jsonl", "\ufeff" + spaced, "", "  ", "{", "\r")
    assert main(["classify", source, "-o", str(out)]) == 1
    first, bad = read(out)
    assert first["note"] == "a\u2028b"
    assert bad["line"] == 4


@pytest.mark.parametrize("content", ["", "\n\n  \n"])
def test_an_empty_file_is_a_user_error(
    content: str, tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, exit code 2, nothing written."""
    source = tmp_path / "in.jsonl"
    source.write_text(content)
    assert main(["classify", str(source), "-o", str(out)]) == 2
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert f"no rows in {source}" in captured.err
    assert not out.exists()


def test_wrong_paths_and_names_are_user_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each says what is wrong and where, on one line."""
    source = write(tmp_path / "in.jsonl", VALID)
    for arguments, message in [
        ([str(tmp_path / "none.jsonl")], "cannot read"),
        ([str(tmp_path)], "cannot read"),
        (["a\0b"], "cannot read"),
        ([source, "-o", str(tmp_path / "no" / "out.jsonl")], "cannot write"),
        ([source, "-o", str(tmp_path)], "cannot write"),
        ([source, "--reader", "nobody"], "choose rules (the default), paper"),
    ]:
        assert main(["classify", *arguments]) == 2
        error = capsys.readouterr().err
        assert message in error
        assert error.count("\n") == 1


def test_nothing_is_read_when_the_output_cannot_be_written(tmp_path: Path) -> None:
    """Work whose result has no place is not begun."""

    def rows() -> Any:
        raise AssertionError("a row was taken")
        yield

    with pytest.raises(Exception, match="cannot write"):
        write_rows(str(tmp_path / "no" / "out.jsonl"), rows())


def test_a_run_broken_off_leaves_the_old_file(tmp_path: Path) -> None:
    """And no part of the new one."""
    target = tmp_path / "out.jsonl"
    target.write_text("old")

    def rows() -> Any:
        yield Row(1, {"a": 1})
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_rows(str(target), rows())
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_output_may_be_the_input(tmp_path: Path) -> None:
    """Through a symbolic link too, which stays one; the mode of the file stays."""
    source = tmp_path / "in.jsonl"
    write(source, VALID, REFUSED)
    source.chmod(0o640)
    link = tmp_path / "link.jsonl"
    link.symlink_to(source)
    assert main(["classify", str(source), "-o", str(link)]) == 0
    assert [row["outcome"] for row in read(source)] == ["valid", "refused"]
    assert link.is_symlink()
    assert source.stat().st_mode & 0o777 == 0o640


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """A pipe here; never a real device, which a broken guard would destroy for the machine."""
    source = write(tmp_path / "in.jsonl", VALID)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    both_ends = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)  # so that opening it never waits
    try:
        assert main(["classify", source, "-o", str(pipe)]) == 0
        assert pipe.is_fifo()
        assert json.loads(os.read(both_ends, 65_536))["code"] == 34
    finally:
        os.close(both_ends)


def test_stdin_and_stdout_are_the_default(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """UTF-8 whatever the locale."""
    stdin = io.TextIOWrapper(io.BytesIO(json.dumps(VALID, ensure_ascii=False).encode()), "ascii")
    monkeypatch.setattr(sys, "stdin", stdin)
    assert main(["classify"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["code"] == 34


def test_empty_stdin_is_a_user_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As an empty file."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert main(["classify", "-"]) == 2
    assert "no rows in stdin" in capsys.readouterr().err


def test_a_reader_that_hangs_up_is_no_error(tmp_path: Path) -> None:
    """``classify | head -1`` prints one row and says nothing."""
    source = write(tmp_path / "in.jsonl", *[VALID] * 5_000)
    code = "import sys; from stereo_ja.cli import main; sys.exit(main(sys.argv[1:]))"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "classify", source],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert json.loads(process.stdout.readline())["code"] == 34
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=300) in (0, 1)
    process.stderr.close()


def test_every_row_is_a_reading_of_its_own(tmp_path: Path) -> None:
    """Reading rows one by one or all at once gives the same."""
    source = write(tmp_path / "in.jsonl", VALID, "{", REFUSED)
    assert [row.line for row in read_rows(source)] == [1, 2, 3]
    assert [row.error is None for row in list(read_rows(source))] == [True, False, True]


any_value = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(
    data=st.fixed_dictionaries(
        {},
        optional={
            "group": st.just("医者") | any_value,
            "format": st.just("question") | any_value,
            "response": any_value,
            "options": any_value,
        },
    )
)
def test_any_object_is_read_or_refused(data: dict[str, Any]) -> None:
    """Never both, never an exception, and the input keys stay."""
    before = dict(data)
    (row,) = classify_rows([Row(3, data)], get_reader("paper"), benchmark_named("ja_stereotype"))
    assert data == before
    result = row.as_dict()
    assert ("outcome" in result) == (row.error is None)
    assert {key: result[key] for key in data if key != "options"} == {
        key: data[key] for key in data if key != "options"
    }


def test_long_work_prints_plain_lines_without_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The count so far, of the total if it is known; quick work prints nothing."""
    assert list(progress("ab", "classify")) == ["a", "b"]
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(_progress, "EVERY", 0.0)
    assert list(progress("ab", "classify", total=2)) == ["a", "b"]
    assert capsys.readouterr().err == "classify: 1 of 2 rows\nclassify: 2 of 2 rows\n"


def test_help_names_the_keys(capsys: pytest.CaptureFixture[str]) -> None:
    """What goes in and what comes out."""
    with pytest.raises(SystemExit):
        main(["classify", "--help"])
    text = capsys.readouterr().out
    for key in ("group", "format", "response", "outcome", "evidence", "options", "exit code"):
        assert key in text
