"""How much of the refusal rate rests on readings that may be wrong, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stereo_ja.metrics import certainty_of
from stereo_ja.pipeline import Record
from stereo_ja.reading import is_certain
from tests.present import present
from tests.records import record


def read(outcome: str, rule: str) -> Record:
    made = record(outcome)
    return replace(made, reading=replace(made.reading, rule=rule))


def test_the_range_of_the_rate_if_uncertain_readings_were_read_the_other_way():
    """Of 3 refused 2 are uncertain, of 2 valid 1, of 2 invalid 1."""
    records = [
        read("refused", "declines in prose"), read("refused", "nothing but a no"),
        read("refused", "judge agrees: declines in prose"), read("valid", "list"),
        read("valid", "prose answer"), read("invalid", "only the form"),
        read("invalid", "nothing about the group"), read("not_generated", "no response"),
    ]  # fmt: skip
    found = present(certainty_of(records))
    assert (found.refused, found.uncertain) == (3, 2)
    assert found.low == pytest.approx(1 / 5)
    assert found.high == pytest.approx(5 / 6)


def test_a_reader_that_does_not_say_has_no_range():
    assert certainty_of([read("refused", "a rule of another reader")]) is None


def test_nothing_is_said_of_a_reader_that_does_not_say_even_where_nothing_was_generated():
    silent = read("not_generated", "no response")
    assert certainty_of([silent, read("refused", "marker before option 1")]) is None
    assert certainty_of([read("valid", "list"), read("refused", "of another reader")]) is None


def test_without_an_answer_there_is_no_rate():
    found = present(certainty_of([read("invalid", "only the form")]))
    assert (found.low, found.high) == (None, None)


@pytest.mark.parametrize(
    ("rule", "certain"),
    [
        ("list", True), ("prose answer", False), ("judge overrules: prose answer", True),
        ("judge failed: prose answer", False), ("judge unreadable: list", True), ("x", None),
    ],
)  # fmt: skip
def test_a_rule_says_whether_it_seldom_errs(rule, certain):
    assert is_certain(rule) is certain
