"""One row per option, or per response."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from stereo_ja.metrics import metrics_of
from stereo_ja.pipeline import KINDS, Option, Record
from stereo_ja.reading import is_certain
from stereo_ja.runs import Run, redacted

__all__ = ["option_rows", "response_rows"]

Row = dict[str, Any]
_SCORE = ("status", "label", "reason", "scorer", "revision", "scored_at")


def option_rows(runs: Sequence[Run]) -> Iterator[Row]:
    """One row per option; a response without options has one row whose option is None.

    ``option`` is its number from 1. A score that is missing has None as its value, and what is
    known of it in ``KIND_status`` and ``KIND_reason``. What looks like a key is taken out of texts.
    """
    for run in map(redacted, runs):
        for record in run.samples:
            options: Sequence[Option | None] = record.options or (None,)
            for number, option in enumerate(options, 1):
                row = _common(run, record)
                row |= {
                    "option": None if option is None else number,
                    "text": None if option is None else option.text,
                }
                for kind in run.benchmark.scorers:
                    score = None if option is None else option.score(kind)
                    row[kind] = None if score is None else score.value
                    row |= {
                        f"{kind}_{name}": None if score is None else getattr(score, name)
                        for name in _SCORE
                    }
                yield row


def response_rows(runs: Sequence[Run]) -> Iterator[Row]:
    """One row per response with its texts, its verdict, and its own value of every metric.

    A metric's value is None where the response is outside its denominator; ``METRIC_n`` is what
    the response adds to the denominator, so that ``sum(METRIC * METRIC_n) / sum(METRIC_n)`` over
    the rows of a run is the metric.
    """
    for run in map(redacted, runs):
        metrics = metrics_of(run.task)
        for record in run.samples:
            row = _common(run, record) | {
                "evidence": record.reading.evidence,
                "flags": " ".join(record.reading.flags),
                "options": len(record.options),
                "prompt": record.prompt,
                "response": record.text,
            }
            verdict = record.verdict
            if verdict is not None:
                row |= {
                    "rating": verdict.rating,
                    "verdict_status": verdict.status,
                    "verdict_reason": verdict.reason,
                    "judge": verdict.judge,
                }
            for metric in metrics:
                top, bottom = metric.adds(record) or (0.0, 0)
                row[f"{metric.name}_value"] = top / bottom if bottom else None
                row[f"{metric.name}_n"] = bottom
            yield row


def _common(run: Run, record: Record) -> Row:
    """Who was asked what, and what became of it."""
    chosen = {f"chosen_{kind}": getattr(run.settings, kind) for kind in KINDS}
    return {
        "run": run.name,
        "model": run.model,
        "task": run.task,
        "task_version": run.task_version,
        "reader": run.settings.reader,
        **chosen,
        "id": record.id,
        "generation": record.generation,
        "group_id": record.group_id,
        "group": record.group,
        "group_en": record.group_en,
        "category": record.category,
        "subcategory": record.subcategory,
        "template_id": record.template_id,
        "format": record.format,
        "outcome": record.outcome.value,
        "code": record.reading.code,
        "reason": record.reading.reason,
        "rule": record.reading.rule,
        "certain": is_certain(record.reading.rule),
    }
