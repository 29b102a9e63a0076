"""What a page must never contain, whatever a model, a scorer or a file says."""

from __future__ import annotations

import json

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.errors import UserError

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{7919*7}}{% raw %}",
    "</style></details></main>",
    "\u202e\x00\ud800'&amp;",
)
KEY = "hf_" + "AbCdEfGhIjKlMnOpQrStUvWxYz01234567"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(write_run, page_of, text):
    """In every field that a model, a scorer or a file may fill."""
    given = {"scorer": text, "revision": text, "reason": text, "scored_at": text}
    options = [write_run.option(0.5, 1, **given), write_run.option(0.7, 1, **given)]
    reading = write_run.reading(
        "valid", [one | {"text": text} for one in options], rule=text, evidence=text,
        flags=[text], response=text,
    )  # fmt: skip
    doc = docs()[0] | {"category": text, "format": text, "group": text, "id": text}
    hostile = page_of(
        write_run(
            [doc],
            lambda *_: reading,
            {f"{text},none": 0.5},
            lm_eval_version=text,
            versions={"ja_stereotype": text},
            system_instruction_sha=text,
            model_name=text,
            config={"model": text, "model_args": {"pretrained": text, "revision": text}},
        )
    )
    kind = write_run.reading("valid", [write_run.option(0.5, 1), write_run.option(0.7, 1)],
                             flags=["x"], evidence="x")  # fmt: skip
    plain = page_of(write_run(docs()[:1], lambda *_: kind, {"x,none": 0.5}, name="plain"))
    # An attack that took hold would add an element or an attribute that the page does not use.
    assert {tag for tag, _ in hostile.tags} <= {tag for tag, _ in plain.tags}
    assert _scripts(hostile) == _scripts(plain)
    assert not [name for _, attrs in hostile.tags for name in attrs if name.startswith("on")]
    assert "55433" not in hostile.text
    if text == HOSTILE[0]:
        assert text in hostile.text


def _scripts(page) -> int:
    return sum(tag == "script" for tag, attrs in page.tags if "type" not in attrs)


def test_no_secret_of_the_model_arguments_reaches_the_page(five, page_of):
    secrets = {
        "auth_token": "hf_abcdefghij",
        "api_key": "sk-klmnopqrst",
        "token": "uvw-xyz-token",
        "base_url": "https://user:pw@inner.host/v1",
        "header": {"Authorization": "Bearer 0123"},
    }
    folder = five({}, config={"model": "hf", "model_args": {"pretrained": "o/m", **secrets}})
    (path,) = folder.rglob("results_*.json")
    results = json.loads(path.read_text())
    results["configs"]["ja_stereotype"]["metadata"] |= secrets
    results["configs"]["ja_stereotype"]["generation_kwargs"] |= secrets
    path.write_text(json.dumps(results))
    source = page_of(folder).source
    for secret in (
        "hf_abcdefghij",
        "sk-klmnopqrst",
        "uvw-xyz-token",
        "inner.host",
        "Bearer",
        str(path),
    ):
        assert secret not in source
    assert "api_key" in source  # the name is shown as set, so that the settings are complete


def test_a_key_in_a_models_output_is_taken_out(write_run, page_of, responses_in):
    reading = write_run.reading("refused", evidence=f"token {KEY}", response=f"いいえ {KEY}")
    page = page_of(write_run(docs()[:1], lambda *_: reading))
    (row,) = responses_in(page.source)["rows"]
    assert KEY not in page.source
    assert KEY not in json.dumps(row)
    assert "いいえ [redacted: " in row[9]


def test_a_key_anywhere_else_stops_the_page(five, page_of):
    with pytest.raises(UserError, match="secret") as caught:
        page_of(five({}, lm_eval_version=KEY))
    assert KEY not in str(caught.value)


def test_the_page_asks_no_host_for_anything(five, page_of):
    page = page_of(five({}))
    (policy,) = (
        attrs["content"] for tag, attrs in page.tags if "http-equiv" in attrs and tag == "meta"
    )
    assert "default-src 'none'" in policy
    assert "connect-src 'none'" in policy
    assert "unsafe" not in policy.replace("style-src 'unsafe-inline'", "")
    for tag, attrs in page.tags:
        assert tag not in ("iframe", "object", "embed", "img", "base")
        for name in ("src", "href", "srcset", "action", "data"):
            assert (attrs.get(name) or "#").startswith(("#", "data:,"))


def test_the_same_runs_give_the_same_page(five, page_of):
    folder = five({}, gap=0.1)
    assert page_of(folder).source == page_of(folder).source
