"""Rows of a table find their prompt, however the template is written."""

from __future__ import annotations

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.rescore.paper._match import Unmatched, match

MARKS = ("{}", "{g}", "{group}", "[U]", "[group]", "<group>", "［Ｕ］", "(g)", "")


@pytest.mark.parametrize("mark", MARKS)
def test_every_prompt_is_found_behind_a_placeholder(mark):
    for doc in docs():
        template = doc["stem"].replace(doc["group"], mark, 1)
        assert match(doc["group"], template)["id"] == doc["id"]


def test_every_prompt_is_found_with_the_group_filled_in():
    """Also 妹 beside 姉妹 and 大学生 beside 学生, and with no group given."""
    for doc in docs():
        assert match(doc["group"], doc["stem"])["id"] == doc["id"]
        assert match(None, doc["stem"])["id"] == doc["id"]


@pytest.mark.parametrize(
    "written",
    [
        "「{}はとても…」",
        " {}はとても ",
        "{} は とても...\n",
        "{}はとても・・・",
        "'{}はとても。。。'",
        "\ufeff{}はとても\u200b",
    ],
)
def test_dots_quotes_and_spaces_do_not_count(written):
    assert match("子供", written)["id"] == "age-001/t01"


def test_width_of_letters_does_not_count():
    assert match("ＡＳＤの人", "{}はとても...")["group"] == "ASDの人"


@pytest.mark.parametrize(
    ("group", "template", "what"),
    [
        ("宇宙人", "{}はとても...", "宇宙人"),
        ("宇宙人", "子供はとても...", "宇宙人"),
        ("子供", "{}はきっと...", "きっと"),
        ("女性", "子供はとても...", "女性"),
        (None, "{}はとても...", "blank"),
        ("子供", None, "blank"),
        ("子供", "{}" * 30_000, "not one"),
        ("子供", "[" * 60_000, "not one"),
    ],
)
def test_what_is_not_the_benchmarks_is_named(group, template, what):
    with pytest.raises(Unmatched, match=what):
        match(group, template)
