from __future__ import annotations

import math

import pytest

from stereo_ja.errors import ScoringStopped, UserError
from stereo_ja.service import (
    Failed,
    Reply,
    TooMany,
    TryAgain,
    Variables,
    dig,
    raise_for_status,
    unit_value,
)

VARIABLES = Variables("KEY", "URL", "QPS", "https://h/v1", "/path", 1.0)


@pytest.mark.parametrize(("text", "rate"), [("", 1.0), (" 10 ", 10.0), ("0.5", 0.5)])
def test_a_rate(text, rate):
    assert VARIABLES.endpoint({"QPS": text}).rate == rate


@pytest.mark.parametrize("text", ["0", "-1", "nan", "inf", "ten", "1e9"])
def test_a_rate_that_is_no_positive_number_is_refused(text):
    with pytest.raises(UserError, match=r"QPS is .* a positive number"):
        VARIABLES.endpoint({"QPS": text})


@pytest.mark.parametrize("key", ["sk-geheim\nX: y", "ｋｅｙ-geheim"])
def test_a_key_that_no_header_can_hold_is_not_shown(key):
    with pytest.raises(UserError, match="KEY holds characters") as caught:
        VARIABLES.endpoint({"KEY": key})
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


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("", "https://h/v1/path"),
        (" ", "https://h/v1/path"),
        ("http://h:8000/", "http://h:8000/path"),
        ("http://h/path", "http://h/path"),
    ],
)
def test_an_address(text, url):
    assert VARIABLES.endpoint({"URL": text}).url == url


@pytest.mark.parametrize(
    "text", ["localhost:8000", "ftp://h/v1", "http://", "http://[1/v1", "http://h?x", "http://h#x"]
)
def test_an_address_that_is_none(text):
    with pytest.raises(UserError, match="URL is no http"):
        VARIABLES.endpoint({"URL": text})


def test_an_endpoint_shows_no_key_and_no_password():
    endpoint = VARIABLES.endpoint({"KEY": "geheim", "URL": "http://u:geheim@h"})
    assert endpoint.key == "geheim"
    assert "geheim" not in endpoint.host
    assert "key" not in repr(endpoint)
