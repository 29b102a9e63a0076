"""Every reader on texts nobody would write."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stereo_ja.reading import Outcome, get_reader
from tests.growth import grows_linearly

FORMATS = ("statement", "question", "positive_opinion", "negative_opinion")
READERS = ("rules", "paper")
CODES: dict[Outcome, set[int | None]] = {
    Outcome.INVALID: {11, 12},
    Outcome.REFUSED: {21, 22},
    Outcome.VALID: {31, 32, 33, 34},
    Outcome.NOT_GENERATED: {None},
}
any_text = st.text(st.characters())  # with lone surrogates and NUL
MARKS = [
    "1.",
    "2.",
    "3.",
    "10.",
    "１．",
    "①",
    "-",
    "…",
    "...",
    "。",
    "?",
    "**",
    "```",
    "(",
    "「",
    "<",
]
SPACES = [" ", "\n", "\u3000", "\u2028", "\0", "\ud800"]
WORDS = [
    "医者は",
    "医者",
    "申し訳",
    "差別",
    "尊重",
    "べきではありません",
    "### 応答:",
    "<think>",
    "</think>",
    "代わりに",
    "お答えできません",
    "| 1 |",
    '["',
    "assistant",
    "很忙",
    "ßﬁ",
]
pieces = st.sampled_from([*MARKS, *SPACES, *WORDS])
made_of_pieces = st.lists(pieces, max_size=60).map("".join)
nested_list = st.recursive(
    any_text,
    lambda inner: st.lists(inner, max_size=5).map(lambda xs: "\n".join(f"- {x}" for x in xs)),
)


@given(
    name=st.sampled_from(READERS),
    response=st.none() | any_text | made_of_pieces | nested_list,
    group=st.just("医者") | any_text,
    format=st.sampled_from(FORMATS) | any_text,
)
def test_every_text_has_one_consistent_reading(
    name: str, response: str | None, group: str, format: str
) -> None:
    """No exception, and the parts of a reading agree with its outcome."""
    reader = get_reader(name)
    reading = reader.read(response, group=group, format=format)
    assert reading.code in CODES[reading.outcome]
    assert (reading.outcome is Outcome.VALID) == bool(reading.options)
    assert len(reading.options) <= 10
    assert all(option.strip() for option in reading.options)
    assert (reading.reason is not None) == (reading.outcome is Outcome.INVALID)
    assert len(reading.evidence) <= 120
    assert ("fewer_than_ten" in reading.flags) == (0 < len(reading.options) < 10)
    assert reading == reader.read(response, group=group, format=format)
    json.dumps(reading.as_dict(), allow_nan=False).encode()


REPEATED = [
    "（",
    "「あ」",
    "<think>",
    "```\n",
    "| a ",
    "[",
    "あ",
    "ー",
    "ß",
    "(",
    "\n",
    "- \n",
    "1.",
    "2. 医者は",
    "\ud800",
    "非常",
    "医者はあ。",
]


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("unit", [*REPEATED, "医者は", "尊重", "assistant"])
@pytest.mark.parametrize("before", ["", "1. "])
def test_a_megabyte_of_one_thing_takes_the_time_of_its_parts(
    before: str, unit: str, name: str
) -> None:
    def read(text: str) -> None:
        get_reader(name).read(before + text, group="医者", format="statement")

    assert grows_linearly(read, unit, 1_000_000)
