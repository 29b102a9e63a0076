from __future__ import annotations

import math

import pytest

from stereo_ja.errors import ScoringStopped, UserError
from stereo_ja.scoring.service import (
    Failed,
    Reply,
    TooMany,
    TryAgain,
    dig,
    key_from,
    raise_for_status,
    rate_from,
    unit_value,
)


@pytest.mark.parametrize(("text", "rate"), [("", 1.0), (" 10 ", 10.0), ("0.5", 0.5)])
def test_a_rate(text, rate):
    assert rate_from({"QPS": text}, "QPS", 1.0) == rate


@pytest.mark.parametrize("text", ["0", "-1", "nan", "inf", "ten", "1e9"])
def test_a_rate_that_is_no_positive_number_is_refused(text):
    with pytest.raises(UserError, match=r"QPS is .* a positive number"):
        rate_from({"QPS": text}, "QPS", 1.0)


@pytest.mark.parametrize("key", ["sk-geheim\nX: y", "ｋｅｙ-geheim"])
def test_a_key_that_no_header_can_hold_is_not_shown(key):
    with pytest.raises(UserError, match="KEY holds characters") as caught:
        key_from({"KEY": key}, "KEY")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("value", [True, "0.5", None, math.nan, math.inf, -0.01, 1.01, [0.5]])
def test_what_is_no_number_from_0_to_1(value):
    assert unit_value(value) is None


def test_digging_where_nothing_is():
    body = {"a": [{"b": 1}]}
    assert dig(body, "a", 0, "b") == 1
    assert [dig(body, *path) for path in (("x",), ("a", 1), ("a", "b"), ("a", 0, "b", "c"))] == [
        None
    ] * 4


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (429, TooMany),
        (408, TryAgain),
        (500, TryAgain),
        (599, TryAgain),
        (302, ScoringStopped),
        (404, ScoringStopped),
        (400, Failed),
        (413, Failed),
    ],
)
def test_what_a_status_means(status, kind):
    with pytest.raises(kind, match=str(status)):
        raise_for_status(Reply(status, {}, b""), "URL")
