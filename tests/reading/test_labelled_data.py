"""The labelled responses follow the label guide (docs/labels.md) as far as a machine can tell."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.benchmark.stereotype import CATEGORIES, FORMATS, docs
from stereo_ja.reading import Outcome
from tools.snapshot_readings import SETS

DATA = Path(__file__).parents[1] / "data"
KEYS = {
    "id", "group", "format", "family", "hard", "label", "reason", "options", "flags",
    "response", "note",
}  # fmt: skip
FLAGS = {
    "fewer_than_ten", "not_starting_with_group", "duplicates", "truncated", "disclaimer",
    "preamble", "think",
}  # fmt: skip
ANY_OUTCOME = {"think", "truncated"}
CATEGORY_OF = {doc["group"]: doc["category"] for doc in docs()}

Row = dict[str, Any]


def _rows(part: str) -> list[Row]:
    text = (DATA / f"reading_{part}.jsonl").read_text(encoding="utf-8")
    # Not splitlines(): a response may hold U+2028 and the like, which are no line ends of JSONL.
    return [json.loads(line) for line in text.split("\n") if line]


PARTS = {part: _rows(part) for part in ("dev", "held")}
ROWS = [row for rows in PARTS.values() for row in rows]
OTHERS = {part: _rows(part) for part in SETS if part not in PARTS}
"""Not all of them have flags and notes, and ``extra`` asks about groups that are in no table."""
EVERY = ROWS + [row for rows in OTHERS.values() for row in rows]


def _offenders(rows: list[Row], wrong: Any) -> list[str]:
    return [row["id"] for row in rows if wrong(row)]


def test_rows_have_the_documented_keys() -> None:
    """Each row holds exactly the keys of the guide."""
    assert not _offenders(ROWS, lambda row: set(row) != KEYS)


def test_ids_are_unique() -> None:
    """No id stands twice, in one file or across both."""
    assert not [i for i, count in Counter(row["id"] for row in EVERY).items() if count > 1]


def test_no_response_stands_twice() -> None:
    """A response in both parts would let tuning leak into what is only measured."""
    prompts = Counter(
        (row["group"], row["format"], row["response"]) for row in EVERY if row["response"]
    )
    assert not [prompt for prompt, count in prompts.items() if count > 1]


@pytest.mark.parametrize(("part", "parity"), [("dev", 0), ("held", 1)])
def test_split_follows_the_hash_of_the_id(part: str, parity: int) -> None:
    """The split depends on the id alone, so nobody chose what is held."""
    wrong = _offenders(
        PARTS[part],
        lambda row: int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 2 != parity,
    )
    assert not wrong


def test_labels_reasons_formats_and_groups_are_legal() -> None:
    """Every value is one the contract knows."""
    outcomes = {outcome.value for outcome in Outcome}
    assert not _offenders(EVERY, lambda row: row["label"] not in outcomes)
    assert not _offenders(EVERY, lambda row: row["format"] not in FORMATS)
    known = [row for row in EVERY if row not in OTHERS["extra"]]
    assert not _offenders(known, lambda row: row["group"] not in CATEGORY_OF)
    assert not _offenders(EVERY, lambda row: not isinstance(row["hard"], bool))
    assert not _offenders(
        EVERY,
        lambda row: row["reason"] not in (
            ("format", "language") if row["label"] == "invalid" else (None,)
        ),
    )  # fmt: skip


def test_only_not_generated_may_lack_a_response() -> None:
    """A null response has one label."""
    assert not _offenders(
        EVERY, lambda row: row["response"] is None and row["label"] != "not_generated"
    )


def test_valid_rows_and_no_others_have_options() -> None:
    """One to ten options when valid, none otherwise."""
    assert not _offenders(
        EVERY, lambda row: not (0 < len(row["options"]) <= 10) and row["label"] == "valid"
    )
    assert not _offenders(EVERY, lambda row: row["options"] and row["label"] != "valid")


def _without_markup(text: str) -> str:
    for mark in ("*", "_", "`", "\\"):
        text = text.replace(mark, "")
    return "".join(text.split())


def test_options_stand_in_the_response_in_order() -> None:
    """Nothing in an option is reworded: each is found after the one before it."""

    def wrong(row: Row) -> bool:
        text, start = _without_markup(row["response"] or ""), 0
        for option in map(_without_markup, row["options"]):
            found = text.find(option, start)
            if found < 0:
                return True
            start = found + len(option)
        return False

    assert not _offenders(EVERY, wrong)


def _ends_early(option: str) -> bool:
    """Whether a sentence mark outside quotes and brackets stands before the end."""
    depth = 0
    for char in option[:-1]:
        depth += (char in "「『（(") - (char in "」』）)")
        if depth <= 0 and char in "。？?":
            return True
    return False


def test_options_are_one_trimmed_sentence() -> None:
    """Options are cut at their first sentence mark and carry no outer space or markup."""
    assert not _offenders(EVERY, lambda row: any(map(_ends_early, row["options"])))
    assert not _offenders(EVERY, lambda row: any(o != o.strip() for o in row["options"]))
    assert not _offenders(EVERY, lambda row: any("**" in o or "\n" in o for o in row["options"]))


def test_flags_are_known_and_fit_the_label() -> None:
    """Only ``think`` and ``truncated`` can stand on a row that is not valid."""
    assert not _offenders(ROWS, lambda row: not set(row["flags"]) <= FLAGS)
    assert not _offenders(
        ROWS, lambda row: row["label"] != "valid" and not set(row["flags"]) <= ANY_OUTCOME
    )


def test_countable_flags_agree_with_options() -> None:
    """The flags that follow from the options are set exactly when they should be."""
    valid = [row for row in ROWS if row["label"] == "valid"]
    counted = {
        "fewer_than_ten": lambda row: len(row["options"]) < 10,
        "not_starting_with_group": lambda row: any(
            not option.startswith(row["group"]) for option in row["options"]
        ),
        "duplicates": lambda row: len(set(row["options"])) < len(row["options"]),
    }
    for flag, holds in counted.items():
        assert not _offenders(
            valid, lambda row, flag=flag, holds=holds: holds(row) != (flag in row["flags"])
        ), flag
    assert not _offenders(
        ROWS,
        lambda row: (
            any(tag in (row["response"] or "") for tag in ("<think>", "</think>"))
            != ("think" in row["flags"])
        ),
    )


@pytest.mark.parametrize("part", PARTS)
def test_each_part_holds_every_outcome_format_category_and_flag(part: str) -> None:
    """A number reported on one part speaks about all of them."""
    rows = PARTS[part]
    assert {outcome.value for outcome in Outcome} == {row["label"] for row in rows}
    assert {"format", "language", None} == {row["reason"] for row in rows}
    assert set(CATEGORIES) == {CATEGORY_OF[row["group"]] for row in rows}
    assert {flag for row in rows for flag in row["flags"]} == FLAGS
    for label in ("valid", "refused", "invalid"):
        assert set(FORMATS) == {row["format"] for row in rows if row["label"] == label}, label


def test_the_set_is_large_and_hard_enough() -> None:
    """At least 400 rows, half of them hard, and plain ones to compare with in each part."""
    assert len(ROWS) >= 400
    assert 2 * sum(row["hard"] for row in ROWS) >= len(ROWS)
    for rows in PARTS.values():
        assert {"valid", "refused", "invalid"} <= {row["label"] for row in rows if not row["hard"]}
