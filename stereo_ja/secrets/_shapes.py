"""Secrets that are known by their shape: what services put at the front of their keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stereo_ja.secrets._span import Span

__all__ = ["shaped"]

# What starts inside a word or a run of base64 is not a key; but it may come after an escape (\\n,
# \\u0022, %3D).
_FRESH = rb"(?:(?<![A-Za-z0-9])|(?<=\\[bfnrt])|(?<=\\u[0-9a-fA-F]{4})|(?<=%[0-9a-fA-F]{2}))"
_END = rb"(?![A-Za-z0-9_-])"


@dataclass(frozen=True)
class _Shape:
    kind: str
    prefix: bytes
    """What every secret of this shape holds; found first, because that is fast."""
    pattern: re.Pattern[bytes]
    """Matched where the prefix begins. Its repetitions are bounded or begin at a fresh run of
    letters, so that no text makes it slow."""


def _shape(kind: str, prefix: bytes, rest: bytes) -> _Shape:
    return _Shape(kind, prefix, re.compile(_FRESH + re.escape(prefix) + rest))


# A part of 16 letters and digits tells a key from hyphenated words (sk-fading-circle).
_KEY = rb"(?=[A-Za-z0-9_-]{0,200}[A-Za-z0-9]{16})[A-Za-z0-9_-]{16,512}"
_LETTERS = rb"[A-Za-z0-9]{20,512}"
_HYPHENS = rb"[A-Za-z0-9_-]{20,512}"

_SHAPES = (
    _shape("Google API key", b"AIza", rb"[A-Za-z0-9_-]{35}" + _END),
    _shape("Google OAuth token", b"ya29.", _HYPHENS),
    _shape("Google client secret", b"GOCSPX-", _HYPHENS),
    _shape("OpenAI-style key", b"sk-", _KEY),
    _shape("Hugging Face token", b"hf_", _LETTERS),
    _shape("Hugging Face token", b"api_org_", _LETTERS),
    *(
        _shape("GitHub token", b"gh" + letter + b"_", _LETTERS)
        for letter in (b"p", b"o", b"u", b"s", b"r")
    ),
    _shape("GitHub token", b"github_pat_", rb"[A-Za-z0-9_]{20,512}"),
    _shape("GitLab token", b"glpat-", _HYPHENS),
    _shape("AWS access key", b"AKIA", rb"[0-9A-Z]{16}" + _END),
    _shape("AWS access key", b"ASIA", rb"(?=[A-Z]{0,15}[0-9])[0-9A-Z]{16}" + _END),
    _shape("Slack token", b"xox", rb"[abeoprs]-[A-Za-z0-9-]{10,512}"),
    _shape("Slack token", b"xapp-", rb"[A-Za-z0-9-]{10,512}"),
    _shape("Stripe key", b"sk_live_", rb"[A-Za-z0-9]{16,512}"),
    _shape("Groq key", b"gsk_", _LETTERS),
    _shape("xAI key", b"xai-", rb"[A-Za-z0-9]{20,512}"),
    _shape("NVIDIA key", b"nvapi-", _HYPHENS),
    _shape("Replicate token", b"r8_", _LETTERS),
    _shape("PyPI token", b"pypi-", rb"[A-Za-z0-9_-]{50,512}"),
    _shape("npm token", b"npm_", rb"[A-Za-z0-9]{36}" + _END),
    # Header, payload and signature; the payload, too, is base64 of a JSON object.
    _shape(
        "JSON web token",
        b"eyJ",
        rb"[A-Za-z0-9_-]{5,1024}\.eyJ[A-Za-z0-9_-]{2,8192}\.[A-Za-z0-9_-]{0,1024}",
    ),
    _Shape(
        "private key",
        b"-----BEGIN ",
        # With the key itself, so that it can be taken out; \\ because JSON escapes line ends.
        re.compile(
            rb"-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----"
            rb"[A-Za-z0-9+/=\s\\]{0,16384}"
        ),
    ),
)


def shaped(data: bytes) -> Iterator[Span]:
    """Every stretch of ``data`` that has the shape of a known kind of key."""
    for shape in _SHAPES:
        at = data.find(shape.prefix)
        while at >= 0:
            found = shape.pattern.match(data, at)
            if found:
                yield Span(at, found.end(), shape.kind)
            at = data.find(shape.prefix, found.end() if found else at + len(shape.prefix))
