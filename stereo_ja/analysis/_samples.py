"""Reads a ``samples_*.jsonl`` file, line by line, keeping what is readable."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stereo_ja.analysis._response import Response
from stereo_ja.errors import UserError

__all__ = ["Samples", "read_samples"]


@dataclass(frozen=True)
class Samples:
    """What a samples file held."""

    responses: tuple[Response, ...]
    """In the order of the benchmark's documents, generations of a prompt next to each other."""
    unreadable: tuple[str, ...]
    """``file:line: what is wrong`` for each line that was left out."""
    repeated: int
    """Lines left out because an earlier line already held the same prompt."""
    lines: int
    """Lines that are not blank."""


def read_samples(path: Path) -> Samples:
    """Read every line; a broken one is left out and named, the others are kept.

    Raises:
        UserError: The file cannot be opened or holds no line at all.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror}); check the path and its permissions"
        raise UserError(msg) from error
    kept: list[tuple[int, list[Response]]] = []
    unreadable: list[str] = []
    seen: set[str] = set()
    repeated = lines = 0
    # Split on \n only: str.splitlines would also cut at U+2028, which JSON strings may hold.
    for number, line in enumerate(raw.split(b"\n"), 1):
        if not line.strip():
            continue
        lines += 1
        try:
            position, responses = _read_line(line)
        except (ValueError, RecursionError) as error:
            unreadable.append(f"{path.name}:{number}: {_reason(error)}")
            continue
        if responses[0].id in seen:
            repeated += 1
            continue
        seen.add(responses[0].id)
        kept.append((number if position is None else position, responses))
    if not lines:
        msg = f"{path}: the file is empty; was the run stopped before its samples were written?"
        raise UserError(msg)
    # Data-parallel runs write the documents interleaved by rank.
    kept.sort(key=lambda entry: entry[0])
    return Samples(
        responses=tuple(response for _, responses in kept for response in responses),
        unreadable=tuple(unreadable),
        repeated=repeated,
        lines=lines,
    )


def _read_line(line: bytes) -> tuple[int | None, list[Response]]:
    """The document's position and its responses; ValueError when the line is unusable."""
    sample = json.loads(line.decode("utf-8-sig"))
    doc = sample.get("doc") if isinstance(sample, Mapping) else None
    if not isinstance(doc, Mapping):
        msg = "not a sample that lm-eval wrote (no doc)"
        raise ValueError(msg)
    readings = list(_leaves(sample.get("filtered_resps")))
    if not readings:
        msg = "the sample holds no reading (filtered_resps is empty)"
        raise ValueError(msg)
    texts = list(_leaves(sample.get("resps")))
    responses = []
    for generation, leaf in enumerate(readings):
        text = texts[generation] if generation < len(texts) else None
        text = text if isinstance(text, str) else None
        responses.append(Response.from_json(doc, _object(leaf), generation, text))
    position = sample.get("doc_id")
    return position if isinstance(position, int) else None, responses


def _leaves(value: object) -> Iterator[object]:
    """The leaves of nested lists: lm-eval nests by request and, with a filter, by repeat."""
    if isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    elif value is not None:
        yield value


def _object(leaf: object) -> Mapping[str, Any]:
    try:
        value = json.loads(leaf) if isinstance(leaf, str) else leaf
    except ValueError:
        value = None
    if not isinstance(value, Mapping):
        msg = f"a filtered response is not a JSON object: {leaf!r:.60}"
        raise ValueError(msg)
    return value


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON ({error.msg} at column {error.colno})"
    return str(error)
