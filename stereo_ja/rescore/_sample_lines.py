"""The lines of a new samples file, in lm-eval's own shape."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from stereo_ja.harness._results import process_results
from stereo_ja.jsontext import to_json
from stereo_ja.rescore._saved import SavedRow

__all__ = ["Counted", "sample_of", "task_hash"]


class Counted(dict[str, Any]):
    """What one prompt adds to every metric, together with the JSON texts of its records."""

    texts: list[str]

    @classmethod
    def of(cls, row: SavedRow, records: Sequence[Mapping[str, Any]]) -> Counted:
        """Count the records of one prompt."""
        texts = [to_json(record) for record in records]
        counted = cls(process_results(row.doc, [texts]))
        counted.texts = texts
        return counted


def sample_of(row: SavedRow, position: int, counted: Counted) -> dict[str, Any]:
    """The sample of one prompt.

    Args:
        row: The saved prompt; what its sample held beside readings and metrics stays.
        position: The doc's number where the file did not say.
        counted: The new readings and metrics.
    """
    sample = dict(row.sample) or _made(row, position)
    sample["filtered_resps"] = [counted.texts]
    sample["metrics"] = list(counted)
    return sample | counted


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
