"""Secrets that are known by the name before them: ``api_key=…``, ``Authorization: Bearer …``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stereo_ja.secrets._span import Span

__all__ = ["is_placeholder", "named", "names_a_secret"]

_ENDS = (b"key", b"token", b"secret", b"password", b"passwd", b"passphrase", b"authorization")
"""What the name of a secret ends in, in lower case."""

# Of names in key only these: a bare key is the key of a table.
_NAME = re.compile(
    rb"(?:.*[_-])?(?:token|secret|password|passwd|passphrase|authorization)"
    rb"|.*(?:api|access|secret|private|account|auth|subscription)[_-]?key"
    rb"|.*(?:auth|access|bearer|refresh|id|session|security|api|user)token|.*(?:client|app)secret"
    rb"|db_?password|userpassword",
    re.DOTALL,
)
# A model's own tokens are not secret.
_VOCABULARY = re.compile(
    rb".*(?:bos|eos|eot|pad|unk|sep|cls|mask|image|begin|start|end|stop|special)_?token", re.DOTALL
)
_NAME_BEFORE = re.compile(rb"[A-Za-z0-9_-]{0,48}\Z")
_QUERY_BEFORE = re.compile(rb"(?:[?&]|&amp;|\\u0026|%26|%3[fF])(?:[A-Za-z0-9_-]{1,24}[_-])?\Z")

# A name may stand in quotes that are themselves inside JSON or HTML.
_QUOTE = rb"(?:\\{0,4}[\"'`]|&(?:quot|apos|#39|#34);|\\u0022|\\u0027)"
_VALUE = rb"[A-Za-z0-9._~+/=!$%^*@#-]"
_ASSIGNED = re.compile(
    rb"(?P<closed>" + _QUOTE + rb")?[ \t]{0,4}(?P<sign>=>|[:=]|\\u003d|%3[dD])[ \t]{0,4}"
    rb"(?P<quoted>" + _QUOTE + rb")?(?:(?:[Bb]earer|[Bb]asic|[Tt]oken)[ +]{1,4})?"
    rb"(?P<value>" + _VALUE + rb"{6,128})"
)
_REST = re.compile(_VALUE + rb"*")
_BEARER = re.compile(
    rb"bearer(?: |\t|%20|\+|\\u0020){1,4}(?P<value>[A-Za-z0-9._~+/=-]{16,128})", re.IGNORECASE
)
_USER = re.compile(
    rb"://[A-Za-z0-9._~%!$&*+,;=-]{0,64}:(?P<value>[A-Za-z0-9._~%!$&*+,;=:-]{1,128})@[A-Za-z0-9\[]"
)

# Program text, not a value: this.token, e.accessToken.
_DOTTED = re.compile(rb"[A-Za-z_$][A-Za-z0-9_$]*(?:\.[A-Za-z_$][A-Za-z0-9_$]*)+\Z")
_PLACEHOLDERS = frozenset(
    b"none null true false undefined nothing empty string secret token password passwd apikey "
    b"api_key api-key key value changeme change_me change-me redacted removed hidden masked "
    b"withheld unset default required optional example dummy placeholder "
    b"bearer basic authorization username user".split()
)
_PLACEHOLDER_PARTS = (b"your", b"redacted", b"placeholder", b"***", b"...", b"insert-", b"insert_")


def names_a_secret(name: str) -> bool:
    """Whether what goes by ``name`` is a secret: ``auth_token``, ``API_KEY``, ``password``."""
    return _secret_name(name.encode("utf-8", "surrogatepass")[-64:])


def _secret_name(name: bytes) -> bool:
    lower = name.lower()
    return _NAME.fullmatch(lower) is not None and _VOCABULARY.fullmatch(lower) is None


def is_placeholder(value: bytes) -> bool:
    """Whether a value only stands where a secret would: ``None``, ``YOUR_KEY``, ``xxxxxxxx``."""
    lower = value.lower().strip(b"\"'<>[]{}()$%#@!*.,; ")
    if lower in _PLACEHOLDERS or len(set(lower)) < 3:
        return True
    return any(part in lower or part in value for part in _PLACEHOLDER_PARTS)


def named(data: bytes) -> Iterator[Span]:
    """Every value that its name, a ``Bearer`` or its place in an address says is secret."""
    lower = data.lower()
    for end in _ENDS:
        at = lower.find(end)
        while at >= 0:
            found = _ASSIGNED.match(data, at + len(end))
            after = at + len(end)
            if found and _gives_away(data, at, end, found):
                after = _end_of(data, found)
                yield Span(found.start("value"), after, f"value of {_shown(end)}")
            at = lower.find(end, after)
    yield from _anchored(data, lower, b"bearer", _BEARER, "bearer token")
    yield from _anchored(data, lower, b"://", _USER, "password in an address")


def _anchored(
    data: bytes, lower: bytes, anchor: bytes, pattern: re.Pattern[bytes], kind: str
) -> Iterator[Span]:
    at = lower.find(anchor)
    while at >= 0:
        found = pattern.match(data, at)
        after = at + len(anchor)
        if found and _telling(found["value"], prose=anchor == b"bearer"):
            after = found.end("value") if anchor == b"://" else _end_of(data, found)
            yield Span(found.start("value"), after, kind)
        at = lower.find(anchor, after)


def _end_of(data: bytes, found: re.Match[bytes]) -> int:
    """Where the value ends; patterns look at its beginning only, lest repetitions be slow."""
    rest = _REST.match(data, found.end("value"))
    return rest.end() if rest else found.end("value")


def _gives_away(data: bytes, at: int, end: bytes, found: re.Match[bytes]) -> bool:
    value = found["value"]
    before = data[max(0, at - 48) : at]
    is_equal = found["sign"] not in (b":", b"=>")
    if is_equal and _QUERY_BEFORE.search(before[-32:]):
        return len(value) >= 8 and not is_placeholder(value)
    start = _NAME_BEFORE.search(before)
    name = (start[0] if start else b"") + data[at : at + len(end)]
    if not _secret_name(name) or is_placeholder(value):
        return False
    # api_key=api_key and "token": "HF_TOKEN" are programs and say where a secret is to be found.
    if len(value) < 48 and _secret_name(value) and _snake(value):
        return False
    if found["quoted"]:
        return True
    # Without quotes it may be prose ("secret: nothing") or a program (token=e.token).
    follows = data[found.end() : found.end() + 1]
    program = before.endswith(b".") or follows in (b"(", b"[") or _DOTTED.match(value)
    if program or not _snake(name):
        return False
    return is_equal or _telling(value, prose=True)


def _snake(name: bytes) -> bool:
    return name.islower() or name.isupper() or b"_" in name or b"-" in name or name.istitle()


def _telling(value: bytes, *, prose: bool) -> bool:
    """Whether a value is more than a word; in prose a word may stand in its place."""
    if is_placeholder(value):
        return False
    return not prose or len(value) >= 20 or any(48 <= byte <= 57 for byte in value)


def _shown(end: bytes) -> str:
    return f"a {end.decode()}" if not end.startswith(b"a") else f"an {end.decode()}"
