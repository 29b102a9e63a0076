"""From the filter's JSON texts to lm-eval's metrics."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from stereo_ja.benchmark import benchmark_named
from stereo_ja.metrics import COVERAGE_FLOOR, Item, doc_items, metrics_of
from stereo_ja.pipeline import record_from_json

__all__ = ["ProcessResults", "process_results_of"]

ProcessResults = Callable[[Mapping[str, Any], Sequence[Any]], dict[str, Item]]


def process_results_of(task: str) -> ProcessResults:
    """lm-eval's ``process_results`` of a task: every metric of one doc and its standard error.

    lm-eval computes no standard error for custom aggregations. ``METRIC_stderr`` is computed
    after ``METRIC`` and takes the place that lm-eval fills with "N/A". The items are those of
    ``stereo_ja.metrics.doc_items``; a doc's ``coverage_floor`` is there only when it is not
    COVERAGE_FLOOR.
    """
    metrics = metrics_of(benchmark_named(task).name)

    def process_results(doc: Mapping[str, Any], results: Sequence[Any]) -> dict[str, Item]:
        texts = results[0] if results and isinstance(results[0], list) else results
        records = [
            record_from_json(doc, json.loads(text), number, None)
            for number, text in enumerate(texts)
        ]
        return doc_items(metrics, records, doc.get("coverage_floor", COVERAGE_FLOOR))

    return process_results
