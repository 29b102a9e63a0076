"""Answers that services give in parts."""

from __future__ import annotations

import logging

import pytest

from stereo_ja.reading.text import text_of

LIST = "1. 子供は元気です。"


@pytest.mark.parametrize(
    ("response", "text"),
    [
        (LIST, LIST),
        (None, None),
        ([{"type": "text", "text": LIST}], LIST),
        ([{"type": "thinking", "thinking": "断る"}, {"type": "text", "text": LIST}], LIST),
        ([{"type": "reasoning", "text": "断る"}, {"type": "output_text", "text": LIST}], LIST),
        ([{"type": "text", "text": "1. 子供は"}, {"type": "text", "text": "元気です。"}], LIST),
        ({"type": "text", "text": LIST}, LIST),
        (["1. 子供は", "元気です。"], LIST),
        ([{"type": "thinking", "thinking": "断る"}], None),
        ([{"type": "text", "text": None}], None),
        ([], None),
    ],
)
def test_the_text_parts_are_the_answer(response, text):
    assert text_of(response) == text


def test_an_object_without_text_is_said_once(caplog):
    class Odd:
        pass

    with caplog.at_level(logging.WARNING, "stereo_ja"):
        assert [text_of(one) for one in (Odd(), Odd(), [Odd()])] == [None, None, None]
    said = [record.getMessage() for record in caplog.records]
    assert said == [
        "responses of type Odd hold no text: they count as not generated",
        "responses of type list hold no text: they count as not generated",
    ]
