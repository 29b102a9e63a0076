"""What holds for every reader: one reading each, in order, whatever the text."""

from __future__ import annotations

import json

import pytest

from stereo_ja.reading import READERS, OneByOne, Outcome, Request, get_reader, read_safely

LIST = "1. 医者は忙しい。\n2. 医者は偉い。"
TEXTS = [
    None, "", " \n\u3000", LIST, "申し訳ありません。お答えできません。", "\ud800", "x" * 50_000,
    "1. " * 5_000, "<think>", "\x00\x1b[2J", LIST,
]  # fmt: skip
NAMES = [name for name, _ in READERS if name != "judge"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format", ["statement", "negative_opinion"])
def test_one_reading_for_each_in_order(name, format):
    reader = get_reader(name)
    reader.check()
    items = [Request(text, "医者", format) for text in TEXTS]
    readings = list(reader.read_all(items))
    assert readings == [reader.read(text, group="医者", format=format) for text in TEXTS]
    assert readings[3] == readings[10]
    assert readings[0].outcome is Outcome.NOT_GENERATED
    for reading in readings:
        assert isinstance(reading.outcome, Outcome)
        assert reading.rule
        assert (reading.reason is not None) == (reading.outcome is Outcome.INVALID)
        assert not reading.options or reading.outcome is Outcome.VALID
        json.dumps(reading.as_dict())
    assert reader.remarks() == []


class Breaking(OneByOne):
    """Fails on the second text, and gives too few."""

    name = "breaking"

    def read(self, response, *, group, format):
        if response == "b":
            raise ZeroDivisionError
        return get_reader("whole").read(response, group=group, format=format)

    def read_all(self, items):
        yield self.read(items[0].response, group="", format="")
        raise OSError


def test_a_reader_that_breaks_off_costs_its_own_text_only():
    items = [Request(text, "g", "statement") for text in "abc"]
    readings = list(read_safely(Breaking(), items))
    assert [one.outcome for one in readings] == [
        Outcome.VALID, Outcome.NOT_GENERATED, Outcome.VALID,
    ]  # fmt: skip
    assert (readings[1].rule, readings[1].evidence) == ("reader error", "ZeroDivisionError")
