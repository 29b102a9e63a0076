"""Responses become records."""

from __future__ import annotations

import pytest

from stereo_ja.pipeline import read_records
from stereo_ja.reading import get_reader

DOC = {"id": "1", "group": "医者", "format": "statement", "prompt": "p"}


@pytest.mark.parametrize(
    ("reader", "doc", "kept"),
    [
        ("rules", DOC, True),
        ("paper", DOC, False),
        ("rules", {"id": "1", "group": "医者"}, False),
        ("rules", {"id": "1", "format": "statement"}, False),
    ],
)
def test_the_papers_reading_is_kept_beside_another_where_the_prompt_is_one_of_its(
    reader, doc, kept
):
    ((record,),) = read_records(get_reader(reader), [doc], [["1. 医者は忙しい。"]])
    assert (record.paper is not None) is kept
    assert record.id == "1"
