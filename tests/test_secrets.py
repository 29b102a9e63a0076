from __future__ import annotations

import base64
import hashlib
import json
import random

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.errors import UserError
from stereo_ja.secrets import find_secrets, redact_secrets, refuse_secrets
from tests.growth import grows_linearly

# Put together here, so that the file itself holds nothing that looks like a key.
LETTERS = "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5h"
JWT = ".".join(["eyJ" + "hbGciOiJIUzI1NiJ9", "eyJ" + "zdWIiOiIxIn0", "c2lnbmF0dXJlIGhlcmU"])
SHAPES = {
    "Google API key": "AIza" + "Sy" + LETTERS[:33],
    "OpenAI-style key": "sk-" + "proj-" + LETTERS,
    "Hugging Face token": "hf_" + LETTERS[:34],
    "GitHub token": "ghp_" + LETTERS[:36],
    "AWS access key": "AKIA" + "IOSFODNN7QWERTYU",
    "Slack token": "xoxb-" + "123456789012-" + LETTERS[:24],
    "JSON web token": JWT,
    "private key": "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIEow" + LETTERS,
}


@pytest.mark.parametrize(("kind", "secret"), SHAPES.items())
@pytest.mark.parametrize(
    "around", ["{}", "key: {}.", "「{}」です。", '"x":"{}"', r"\n{}\n", "a={}&b", "org/{}", "my-{}"]
)
def test_keys_of_services_are_known_by_their_shape(kind, secret, around):
    (found,) = find_secrets(around.format(secret))
    assert found.kind == kind
    assert secret not in repr(found)
    assert LETTERS[:12] not in redact_secrets(around.format(secret))


@pytest.mark.parametrize("secret", ["github_pat_" + "11AB" + LETTERS, "gho_" + LETTERS])
def test_the_younger_tokens_of_github_too(secret):
    assert [one.kind for one in find_secrets(f"see {secret}")] == ["GitHub token"]


@pytest.mark.parametrize(
    "text",
    [
        "pretrained=a/b,auth_token=opensesame99,dtype=float32",
        "pretrained=a/b,api_key=opensesame",
        '{"auth_token": "opensesame"}',
        r'"{\"auth_token\": \"opensesame\"}"',
        "{&quot;api_key&quot;: &quot;opensesame&quot;}",
        "{'Authorization': 'Bearer opensesame-opensesame'}",
        "Authorization: Basic b3BlbjpzZXNhbWU9",
        "OPENAI_API_KEY=opensesame",
        "hf_token: opensesame12",
        "password = 'hunter2'",
        "https://me:opensesame@example.org/model",
        "https://example.org/v1?key=opensesame1",
        "https://example.org/v1?a=1&amp;access_token=opensesame1",
        r"https://example.org/v1?a=1\u0026key=opensesame1",
        "curl -H 'bearer abcdefghijklmnopqrstuv'",
    ],
)
def test_values_are_known_by_what_names_them(text):
    assert len(find_secrets(text)) == 1
    left = redact_secrets(text)
    assert not any(word in left for word in ("sesame", "hunter2", "b3Blb", "abcdefgh"))


@pytest.mark.parametrize(
    "text",
    [
        "auth_token=None",
        'api_key="YOUR_API_KEY"',
        "password: ********",
        '"api_key": "[redacted: value]"',
        '"pad_token": "<|endoftext|>", "eos_token_id": 12345678',
        '"max_tokens": 40000000, "think_end_token": "assistantfinal"',
        "this.token=next.tokenValue; mapbox({accessToken:e.accessToken})",
        '"key": "age-001/t07", "sort_key": "max_toxicity"',
        'fetch(t,{credentials:"same-origin"})',
        "秘密の鍵:子供はtokenのように大切です。パスワードは教えません。",
        "the secret: nothing; the bearer of responsibilities",
        "http://127.0.0.1:8000/v1/chat/completions",
        "class='sk-fading-circle sk-three-bounce-container'",
        "revision 3f2504e04f8911d39a0c0305e82c3301abcdef12",
        "sha256:" + hashlib.sha256(b"x").hexdigest(),
    ],
)
def test_what_only_resembles_a_secret_is_let_through(text):
    assert find_secrets(text) == []
    assert redact_secrets(text) == text


def test_prompts_and_base64_are_let_through():
    chart = base64.b64encode(random.Random(1).randbytes(3_000_000)).decode()
    assert find_secrets(chart) == []
    assert find_secrets(json.dumps(docs(), ensure_ascii=False)) == []


def test_nested_data_is_searched_and_the_place_is_a_path():
    data = {
        "config": {"model_args": {"pretrained": "a/b", "auth_token": "opensesame", "n": 3}},
        "samples": [["fine"], [SHAPES["Google API key"], b"fine"]],
        "placeholders": {"api_key": None, "password": "None", "pad_token": "<pad>"},
    }
    assert [(one.kind, one.where) for one in find_secrets(data)] == [
        ("value of a name for secrets", "config.model_args.auth_token"),
        ("Google API key", "samples[1][0]"),
    ]


def test_a_secret_that_is_a_name_is_not_shown_in_the_path():
    secret = SHAPES["Hugging Face token"]
    found = find_secrets({"a": {secret: {"b": secret}}})
    assert [one.where for one in found] == ["the name a.…", "a.….b"]


def test_the_place_in_a_text_is_a_line_and_a_column():
    (found,) = find_secrets("x\ny\nab " + SHAPES["GitHub token"])
    assert found.where == "line 3, column 4"


@pytest.mark.parametrize("name", ["PERSPECTIVE_API_KEY", "HF_TOKEN", "MY_SECRET", "DB_PASSWORD"])
@pytest.mark.parametrize(
    "value", ["correct horse", 'with"quote', "半角でない秘密の値", "a/b+c=d?e"]
)
def test_secrets_of_this_process_are_known_however_they_are_escaped(monkeypatch, name, value):
    from html import escape
    from urllib.parse import quote

    monkeypatch.setenv(name, value)
    for text in (value, json.dumps({"t": value}), escape(value), "x=" + quote(value, safe="")):
        (found,) = find_secrets(text)
        assert found.kind == f"value of {name} in the environment"
        assert value not in redact_secrets(text)


def test_short_or_otherwise_named_variables_are_not_secrets(monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "short")
    monkeypatch.setenv("KEYBOARD", "qwertyuiop")
    assert find_secrets("short qwertyuiop") == []


def test_refusing_names_kind_place_and_way_out_but_not_the_secret():
    refuse_secrets("fine", "out.json")
    secret = SHAPES["OpenAI-style key"]
    with pytest.raises(UserError) as error:
        refuse_secrets(f"1\n{secret} {SHAPES['Slack token']}", "out.json")
    said = str(error.value)
    assert said.startswith("out.json: not written")
    assert "OpenAI-style key, line 2, column 1 and 1 more" in said
    assert secret not in said
    with pytest.raises(UserError, match="leave out --x"):
        refuse_secrets(secret, "out.json", way_out="leave out --x")


def test_lone_surrogates_and_broken_bytes_are_searched_too():
    secret = SHAPES["Google API key"]
    assert redact_secrets(f"\ud800 {secret}") == "\ud800 [redacted: Google API key]"
    assert len(find_secrets(b"\xff\xfe " + secret.encode())) == 1


@pytest.mark.parametrize(
    "piece",
    [
        "eyJ", "eyJhbGciOi.", ".eyJaaaaaaaa", "sk-", "sk-a", "AIza", "-----BEGIN RSA ", "password",
        "token=", "api_key: ", "Bearer ", "://a:", "://a:b", "?key=", "key=a", "a" * 999 + "_token",
        "-----BEGIN PRIVATE KEY-----", "\\", '\\"token\\":\\"', "鍵", "secret:\t\t\t\t", "xoxb-",
    ],
)  # fmt: skip
def test_no_text_makes_it_slow(piece):
    """A megabyte of anything takes about as long as its parts do."""
    assert grows_linearly(find_secrets, piece, 1_000_000)
