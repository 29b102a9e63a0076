"""Reads a ``samples_*.jsonl`` line by line, keeping what is readable."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from stereo_ja.benchmark import Benchmark
from stereo_ja.pipeline import Record, record_from_json
from stereo_ja.reading import CommonRule, Outcome
from stereo_ja.reading.text import text_of
from stereo_ja.runs._lines import BadLine, objects
from stereo_ja.runs._once import Once
from stereo_ja.runs._saved import SavedRow, SavedTask

__all__ = ["check_doc", "read_samples"]

_OWN_KEYS = frozenset({
    "doc_id", "doc", "target", "arguments", "resps", "filtered_resps", "filter", "metrics",
    "doc_hash", "prompt_hash", "target_hash",
})  # fmt: skip


def read_samples(path: Path, task: str, benchmark: Benchmark, *, anew: bool) -> SavedTask:
    """Read every line; a bad one is left out and named, as is the second of two with one prompt.

    Args:
        path: The file.
        task: The task's name.
        benchmark: What its docs must hold.
        anew: Whether the responses are to be read or scored again. Then each must be there, and
            the rest of the sample is kept for the new file.

    Raises:
        UserError: The file cannot be read.
    """
    problems: list[str] = []
    once = Once(path.name)
    rows = []
    lines = 0
    for number, sample in objects(path, problems):
        lines += 1
        try:
            row = _row(sample, benchmark, anew=anew)
        except BadLine as error:
            problems.append(f"{path.name}:{number}: {error}")
            continue
        if once.first(row.id, number, row.responses):
            rows.append(row)
    return SavedTask(
        task, tuple(rows), (path.name,), tuple(problems), once.notes(),
        repeated=once.repeated, empty=not lines and not problems,
    )  # fmt: skip


def check_doc(doc: Mapping[str, Any], benchmark: Benchmark) -> None:
    """Raise BadLine unless ``doc`` holds what every metric of the benchmark needs."""
    for key in benchmark.needs:
        if not isinstance(doc.get(key), str) or not doc[key]:
            raise BadLine(f"{key} is {doc.get(key)!r:.40}, not a text")
    floor = doc.get("coverage_floor", 0)
    if isinstance(floor, bool) or not isinstance(floor, int | float) or not 0 <= floor <= 1:
        raise BadLine(f"coverage_floor is {floor!r:.40}, not a share from 0 to 1")


def _row(sample: dict[str, Any], benchmark: Benchmark, *, anew: bool) -> SavedRow:
    doc = sample.get("doc")
    if not isinstance(doc, Mapping):
        raise BadLine("not a sample that lm-eval wrote (no doc)")
    check_doc(doc, benchmark)
    if anew and benchmark.formats and doc["format"] not in benchmark.formats:
        known = ", ".join(benchmark.formats)
        raise BadLine(f"format is {doc['format']!r:.40}, not one of {known}")
    found = [_object(leaf) for leaf in _leaves(sample.get("filtered_resps"))]
    if not found:
        raise BadLine("the sample holds no reading (filtered_resps is empty)")
    # Of more answers than readings the rest is padding of a data-parallel run.
    texts = [text_of(answer) for answer in _answers(sample.get("resps"))]
    if anew and (len(texts) < len(found) or None in texts):
        raise BadLine("the sample holds no response for some reading (resps is too short)")
    texts += [None] * (len(found) - len(texts))
    records = tuple(
        _record(doc, one, number, text)
        for number, (one, text) in enumerate(zip(found, texts, strict=False))
    )
    position = sample.get("doc_id")
    return SavedRow(
        position=position if isinstance(position, int) else None,
        doc=doc,
        responses=tuple(record.text for record in records),
        records=records,
        sample=_rest(sample) if anew else {},
    )


def _record(doc: Mapping[str, Any], found: Mapping[str, Any], number: int, text: Any) -> Record:
    # lm-eval writes a missing answer as the text "None", or as what its API backends put there.
    if (
        found.get("outcome") == Outcome.NOT_GENERATED
        and found.get("rule") == CommonRule.NO_RESPONSE.value
    ):
        text = None
    try:
        return record_from_json(doc, found, number, text)
    except ValueError as error:
        raise BadLine(str(error)) from None


def _rest(sample: Mapping[str, Any]) -> dict[str, Any]:
    dropped = {name for name in _list(sample.get("metrics")) if isinstance(name, str)} - _OWN_KEYS
    return {key: value for key, value in sample.items() if key not in dropped} | {
        "filtered_resps": None
    }


def _object(leaf: object) -> Mapping[str, Any]:
    try:
        value = json.loads(leaf) if isinstance(leaf, str) else leaf
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, Mapping):
        raise BadLine(f"a filtered response is not a JSON object: {leaf!r:.60}")
    return value


def _leaves(value: object) -> Iterator[Any]:
    """The leaves of nested lists: lm-eval nests by request and, with a filter, by repeat."""
    if isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    elif value is not None:
        yield value


def _answers(value: object) -> Iterator[Any]:
    """As ``_leaves``, but an answer that a service gave in parts is one."""
    if isinstance(value, list) and not (value and all(isinstance(one, dict) for one in value)):
        for item in value:
            yield from _answers(item)
    elif value is not None:
        yield value


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
