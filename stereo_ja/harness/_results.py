"""From the filter's JSON texts to lm-eval's metrics."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from stereo_ja.analysis import METRICS, clustered_standard_error, contributions, ratio

__all__ = ["process_results", "ratio_of_sums", "standard_error"]

Item = float | list[Any] | None


def process_results(doc: Mapping[str, Any], results: Sequence[Any]) -> dict[str, Item]:
    """Return every metric of one doc, and for each its companion for the standard error.

    A metric's item is what the doc adds to it: None if it is outside the denominator, a number
    if it is one response, else ``[sum, count]``. Every key is there for every doc, because
    lm-eval drops or fails on a metric that one data-parallel rank lacks.

    lm-eval computes no standard error for custom aggregations. ``METRIC_stderr`` is computed
    after ``METRIC`` and takes the place that lm-eval fills with "N/A"; its item is
    ``[group_id, sum, count]``.

    Args:
        doc: The doc, with ``group_id`` and ``format``.
        results: The filtered responses of the doc: a list with the list of JSON texts.
    """
    texts = results[0] if results and isinstance(results[0], list) else results
    generations = [contributions(json.loads(text), doc["format"]) for text in texts]
    items: dict[str, Item] = {}
    for name in METRICS:
        found = [values[name] for values in generations]
        pairs = [pair for pair in found if pair is not None]
        top, bottom = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
        items[name] = None if not pairs else top if bottom == 1 else [top, bottom]
        items[f"{name}_stderr"] = [doc["group_id"], top, bottom] if pairs else None
    return items


def ratio_of_sums(items: Iterable[Item]) -> float | None:
    """Aggregation of a metric: sum of sums over sum of counts, None where the count is 0."""
    return ratio(
        (item[0], item[1]) if isinstance(item, list) else (item, 1)
        for item in items
        if item is not None
    )


def standard_error(items: Iterable[Item]) -> float | str:
    """Aggregation of a ``METRIC_stderr``: clustered by group, "N/A" with fewer than two groups.

    lm-eval's table formats whatever is here as a number unless it is exactly "N/A".
    """
    rows = ((item[0], item[1], item[2]) for item in items if isinstance(item, list))
    found = clustered_standard_error(rows)
    return "N/A" if found is None else found
