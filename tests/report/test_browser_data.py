"""What the page carries of the responses."""

from __future__ import annotations

import base64
import gzip
import json

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.report.browser import browser_data, pack
from stereo_ja.runs import load_runs


def test_packed_data_is_letters_that_give_the_data_back():
    data = {"a": ["</script><!--\u2028\x00", "\ud83d 半分", "\U0001f600", 0.1, None]}
    packed = pack(data)
    assert set(packed) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
    assert data == json.loads(gzip.decompress(base64.b64decode(packed)))
    assert base64.b64decode(packed)[4:8] == bytes(4)  # no time of day, so the same every day


def test_what_json_does_not_have_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        pack([float("nan")])


def test_a_response_keeps_its_text_its_scores_and_why_one_is_missing(write_run):
    option = write_run.option
    reading = write_run.reading(
        "valid", [option(0.25, -1), option(None, None, reason="quota")], flags=["a", "a"],
        response="生の文", evidence="文",
    )  # fmt: skip
    (run,) = load_runs([write_run(docs()[:1], lambda *_: reading)])
    data = browser_data(run)
    assert data["groups"] == [("子供", "children", "age")]
    ((*head, options),) = data["rows"]
    assert head == [
        "age-001/t01", 0, 1, 0, "statement", "valid", 31, 0, [0], "生の文", "文", None,
    ]  # fmt: skip
    assert options == [["この人は親切です。", 0.25, -1], ["この人は親切です。", None, None, 0, 0]]
    assert data["reasons"] == ["failed: quota"]
