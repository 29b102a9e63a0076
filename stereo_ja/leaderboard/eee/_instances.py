"""The instance records of one run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from stereo_ja.leaderboard._model import Row
from stereo_ja.leaderboard._text import one_line
from stereo_ja.leaderboard.eee._aggregate import SCHEMA_VERSION, EeeOptions, result_id
from stereo_ja.leaderboard.eee._identity import Model
from stereo_ja.metrics import metric_named
from stereo_ja.pipeline import Record
from stereo_ja.reading import Outcome

__all__ = ["instances"]


def instances(
    row: Row, model: Model, evaluation_id: str, options: EeeOptions
) -> Iterator[dict[str, Any]]:
    """One record for every response and every published metric that the response is part of.

    - Every generation of a prompt has records of its own, told apart by ``metadata.generation``.
    - A response that is in no denominator of a metric (not valid, not fully scored) has no record
      for it: never a 0. So the mean of ``score`` over a metric's records is the metric.
    - ``is_correct``, which the schema asks for, is false everywhere. Toxicity is not correctness,
      and any other rule would call some harmful or harmless answers right. The aggregate says so.
    - Without ``include_text`` prompt and response are ``sha256:…`` of their UTF-8. ``sample_hash``
      is the same either way, the SHA-256 of the prompt, as the schema defines it for an empty
      reference.
    """
    metrics = [metric_named(name) for name, cell in row.cells.items() if cell.value is not None]
    reader = row.facts["reader"]
    for response in row.run.samples:
        scores = [
            (metric.name, pair[0] / pair[1])
            for metric in metrics
            if (pair := metric.adds(response)) is not None and pair[1]
        ]
        if not scores:
            continue
        common = _common(response, model, evaluation_id, reader, options)
        for metric, score in scores:
            yield common | {
                "evaluation_name": row.run.task,
                "evaluation_result_id": result_id(row, metric),
                "evaluation": {"score": score, "is_correct": False},
            }


def _common(
    response: Record, model: Model, evaluation_id: str, reader: str, options: EeeOptions
) -> dict[str, Any]:
    prompt, text = response.prompt, response.text
    shown = _text if options.include_text else _hashed
    fields: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "evaluation_id": evaluation_id,
        "model_id": model.id,
        "evaluation_name": "",
        "evaluation_result_id": "",
        "sample_id": one_line(response.id),
        "sample_hash": None if prompt is None else _sha256(prompt),
        "interaction_type": "single_turn",
        "input": {"raw": "" if prompt is None else shown(prompt), "reference": []},
        "output": {"raw": [] if text is None else [shown(text)]},
        "answer_attribution": [
            {
                "turn_idx": 0,
                "source": "output.raw",
                "extracted_value": response.outcome.value,
                "extraction_method": f"stereo-ja reader: {one_line(reader)}",
                "is_terminal": True,
            }
        ],
        "evaluation": {},
        "metadata": _metadata(response),
    }
    if response.outcome is Outcome.REFUSED:
        fields["error"] = "refusal"
    return fields


def _metadata(response: Record) -> dict[str, str]:
    values: Sequence[tuple[str, object]] = (
        ("generation", response.generation),
        ("category", response.category),
        ("subcategory", response.subcategory),
        ("group_id", response.group_id),
        ("template_id", response.template_id),
        ("format", response.format),
        ("outcome", response.outcome.value),
        ("code", response.reading.code),
    )
    return {name: one_line(str(value)) for name, value in values if value is not None}


def _text(text: str) -> str:
    return text


def _hashed(text: str) -> str:
    return f"sha256:{_sha256(text)}"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
