"""Looks for secrets in text and in nested data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stereo_ja.secrets._environment import from_environment
from stereo_ja.secrets._named import is_placeholder, named, names_a_secret
from stereo_ja.secrets._shapes import shaped
from stereo_ja.secrets._span import Span

__all__ = ["Finding", "find_secrets", "spans"]

_DEEPEST = 200


@dataclass(frozen=True)
class Finding:
    """Something that looks like a secret. It does not hold the secret."""

    kind: str
    """``Google API key``, ``value of a token``, …"""
    where: str
    """``line 3, column 17`` (in bytes) of a text; ``config.model_args.auth_token`` of data."""


def find_secrets(payload: object) -> list[Finding]:
    """Everything in ``payload`` that looks like a key, a token or a password.

    Known are the shapes of common services' keys, JSON web tokens, private keys, bearer tokens,
    passwords in addresses, values of names such as ``api_key`` or ``auth_token`` unless they are
    placeholders, and the values of this process's variables that end in ``_KEY``, ``_TOKEN``,
    ``_SECRET`` or ``PASSWORD``, from 8 characters on.

    Args:
        payload: A text, the bytes of one, or mappings, lists and tuples of texts.

    Returns:
        One Finding for each, in the order of the payload; empty if nothing was found.
    """
    if isinstance(payload, str | bytes | bytearray):
        data = _bytes(payload)
        return list(_placed(data))
    return list(_walk(payload, ""))


def spans(data: bytes) -> list[Span]:
    """The stretches that look like secrets, in order; of overlapping ones the first."""
    found = [*shaped(data), *named(data), *from_environment(data)]
    kept: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _walk(value: object, path: str, depth: int = 0) -> Iterator[Finding]:
    if depth > _DEEPEST:
        yield Finding("data nested too deeply to be looked at", path)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            name = str(key)
            in_name = spans(_bytes(name))
            place = f"{path}.{'…' if in_name else _short(name)}".lstrip(".")
            yield from (Finding(span.kind, f"the name {place}") for span in in_name)
            if isinstance(item, str) and names_a_secret(name) and _long(item):
                yield Finding("value of a name for secrets", place)
            else:
                yield from _walk(item, place, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset):
        for position, item in enumerate(value):
            yield from _walk(item, f"{path}[{position}]", depth + 1)
    elif isinstance(value, str | bytes | bytearray):
        yield from (Finding(span.kind, path or "the text") for span in spans(_bytes(value)))


def _long(value: str) -> bool:
    data = _bytes(value)
    special = value.startswith(("<", "[")) or not value.isascii()  # <|endoftext|>, [PAD]
    return len(data) >= 6 and " " not in value and not special and not is_placeholder(data)


def _short(name: str) -> str:
    kept = "".join(letter for letter in name[:40] if letter.isprintable())
    return kept + "…" if len(name) > 40 else kept


def _placed(data: bytes) -> Iterator[Finding]:
    line, begins, seen = 1, 0, 0
    for span in spans(data):
        line += data.count(b"\n", seen, span.start)
        begins = max(begins, data.rfind(b"\n", seen, span.start) + 1)
        seen = span.start
        yield Finding(span.kind, f"line {line}, column {seen - begins + 1}")


def _bytes(text: str | bytes | bytearray) -> bytes:
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else bytes(text)
