"""The lines of a new samples file, in lm-eval's own shape."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from stereo_ja.jsontext import to_json
from stereo_ja.metrics import Item
from stereo_ja.pipeline import Record, record_to_json
from stereo_ja.runs import SavedRow

__all__ = ["sample_of", "task_hash"]


def sample_of(
    row: SavedRow, position: int, records: Sequence[Record], items: Mapping[str, Item]
) -> dict[str, Any]:
    """The sample of one prompt.

    Args:
        row: The saved prompt; what its sample held beside readings and metrics stays.
        position: The doc's number where the file did not say.
        records: The new ones, one for each generation.
        items: What the prompt adds to every metric.
    """
    sample = dict(row.sample) or _made(row, position)
    sample["filtered_resps"] = [[to_json(record_to_json(record)) for record in records]]
    sample["metrics"] = list(items)
    return sample | dict(items)


def task_hash(samples: Iterable[Mapping[str, Any]]) -> str:
    """lm-eval's hash of what a task consisted of."""
    return _sha256("".join(part for sample in samples for part in _hashes(sample)))


def _hashes(sample: Mapping[str, Any]) -> Iterator[str]:
    for key in ("doc_hash", "prompt_hash", "target_hash"):
        yield str(sample.get(key, ""))


def _made(row: SavedRow, position: int) -> dict[str, Any]:
    # A journal has no rendered chat template: the prompt stands for the request.
    prompt = str(row.doc.get("prompt") or row.doc.get("stem") or "")
    return {
        "doc_id": position if row.position is None else row.position,
        "doc": row.doc,
        "target": "",
        "arguments": {"gen_args_0": {"arg_0": prompt, "arg_1": {}}},
        "resps": [[str(response) for response in row.responses]],
        "filtered_resps": None,
        "filter": "none",
        "metrics": [],
        "doc_hash": _sha256(json.dumps(row.doc, indent=2, ensure_ascii=False)),
        "prompt_hash": _sha256(prompt),
        "target_hash": _sha256(""),
    }


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
