"""Secrets that this process itself was given: the values of its secret-named variables."""

from __future__ import annotations

import html
import json
import os
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

from stereo_ja.secrets._named import is_placeholder
from stereo_ja.secrets._span import Span

__all__ = ["from_environment"]

_ENDS = ("_KEY", "_TOKEN", "_SECRET", "PASSWORD", "PASSPHRASE", "_CREDENTIALS")
_SHORTEST = 8


def from_environment(data: bytes) -> Iterator[Span]:
    """Every place where the value of a secret-named variable stands, as it is or escaped."""
    for name, value in os.environ.items():
        if len(value) < _SHORTEST or not name.upper().endswith(_ENDS):
            continue
        if is_placeholder(value.encode("utf-8", "surrogateescape")):
            continue
        for form in _forms(value):
            at = data.find(form)
            while at >= 0:
                yield Span(at, at + len(form), f"value of {name} in the environment")
                at = data.find(form, at + len(form))


def _forms(value: str) -> set[bytes]:
    texts = {
        value,
        html.escape(value),
        quote(value, safe="", errors="replace"),
        quote_plus(value, errors="replace"),
        json.dumps(value)[1:-1],
        json.dumps(value, ensure_ascii=False)[1:-1],
    }
    return {text.encode("utf-8", "surrogateescape") for text in texts}
