"""Reads a ``samples_*.jsonl`` with all that a new one needs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from stereo_ja.analysis import Response
from stereo_ja.reading import Outcome
from stereo_ja.rescore._doc import check_doc
from stereo_ja.rescore._lines import BadLine, objects
from stereo_ja.rescore._once import Once
from stereo_ja.rescore._saved import SavedRow, SavedTask

__all__ = ["read_samples"]

_OWN_KEYS = frozenset({
    "doc_id", "doc", "target", "arguments", "resps", "filtered_resps", "filter", "metrics",
    "doc_hash", "prompt_hash", "target_hash",
})  # fmt: skip


def read_samples(path: Path, task: str) -> SavedTask:
    """Read every line; a bad one is left out and named, as is the second of two with one prompt.

    Raises:
        UserError: The file cannot be read.
    """
    problems: list[str] = []
    once = Once(path.name)
    rows = []
    for number, sample in objects(path, problems):
        try:
            row = _row(sample)
        except BadLine as error:
            problems.append(f"{path.name}:{number}: {error}")
            continue
        if once.first(row.id, number, row.responses):
            rows.append(row)
    return SavedTask(task, tuple(rows), (path.name,), tuple(problems), once.notes())


def _row(sample: dict[str, Any]) -> SavedRow:
    doc = sample.get("doc")
    if not isinstance(doc, Mapping):
        raise BadLine("not a sample that lm-eval wrote (no doc)")
    check_doc(doc)
    records = tuple(_record(leaf) for leaf in _leaves(sample.get("filtered_resps")))
    if not records:
        raise BadLine("the sample holds no reading (filtered_resps is empty)")
    texts = list(_leaves(sample.get("resps")))
    # Of more answers than readings the rest is padding of a data-parallel run.
    if len(texts) < len(records) or not all(isinstance(text, str) for text in texts):
        raise BadLine("the sample holds no response for some reading (resps is too short)")
    responses = tuple(_response(text, record) for text, record in zip(texts, records, strict=False))
    for number, (response, record) in enumerate(zip(responses, records, strict=True)):
        try:
            Response.from_json(doc, record, number, response)
        except ValueError as error:
            raise BadLine(str(error)) from None
    dropped = set(_names(sample.get("metrics"))) - _OWN_KEYS
    position = sample.get("doc_id")
    return SavedRow(
        position=position if isinstance(position, int) else None,
        doc=doc,
        responses=responses,
        records=records,
        sample={key: value for key, value in sample.items() if key not in dropped}
        | {"filtered_resps": None},
    )


def _response(text: str, record: Mapping[str, Any]) -> str | None:
    # lm-eval writes a missing answer as the text "None", or as what its API backends put there.
    nothing = record.get("outcome") == Outcome.NOT_GENERATED and record.get("rule") == "no response"
    return None if nothing else text


def _record(leaf: object) -> Mapping[str, Any]:
    try:
        value = json.loads(leaf) if isinstance(leaf, str) else leaf
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, Mapping):
        raise BadLine(f"a filtered response is not a JSON object: {leaf!r:.60}")
    return value


def _leaves(value: object) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    elif value is not None:
        yield value


def _names(value: object) -> list[str]:
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []
