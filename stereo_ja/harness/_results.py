"""From the filter's JSON texts to lm-eval's metrics."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from stereo_ja.analysis import METRICS, clustered_standard_error, contributions, ratio
from stereo_ja.analysis._bounds import BOUNDED, KIND_OF, bounded, bounds, option_counts
from stereo_ja.analysis._publishable import COVERAGE_FLOOR, reaches
from stereo_ja.harness._items import Item, coverage_in, covered, plain, within_group

__all__ = [
    "AGGREGATIONS",
    "aggregate",
    "process_results",
    "publishable",
    "published_ratio",
    "published_standard_error",
    "ratio_of_sums",
    "standard_error",
]

_KINDS = ("toxicity", "sentiment")


def process_results(doc: Mapping[str, Any], results: Sequence[Any]) -> dict[str, Item]:
    """Return every metric of one doc, and for each its companion for the standard error.

    A metric's item is what the doc adds to it: None if it is outside the denominator, a number
    if it is one response, else ``[sum, count]``. Every key is there for every doc, because
    lm-eval drops or fails on a metric that one data-parallel rank lacks.

    The metrics that rest on scores (BOUNDED, and theirs by format) are only published above a
    coverage floor, and lm-eval shows an aggregation nothing but the items of its own metric, so
    their items know how many options were scored (see ``_items``). ``METRIC_low`` and
    ``METRIC_high`` bound the mean over all valid responses, scored or not;
    ``toxicity_publishable`` and ``sentiment_publishable`` are 1 above the floor and 0 below.

    lm-eval computes no standard error for custom aggregations. ``METRIC_stderr`` is computed
    after ``METRIC`` and takes the place that lm-eval fills with "N/A".

    Args:
        doc: The doc, with ``group_id`` and ``format``; its ``coverage_floor``, a share of scored
            options, is there only when it is not COVERAGE_FLOOR.
        results: The filtered responses of the doc: a list with the list of JSON texts.
    """
    texts = results[0] if results and isinstance(results[0], list) else results
    records = [json.loads(text) for text in texts]
    floor = doc.get("coverage_floor", COVERAGE_FLOOR)
    counts = {kind: _sums(option_counts(record, kind) for record in records) for kind in _KINDS}
    generations = [contributions(record, doc["format"]) for record in records]
    items: dict[str, Item] = {}
    for name in METRICS:
        pair = _sums(values[name] for values in generations)
        on_scores = bounded(name)
        if on_scores is None:
            items[name] = plain(pair)
            items[f"{name}_stderr"] = pair and [doc["group_id"], *pair]
            continue
        base, part = on_scores
        known = counts[KIND_OF[base]] if part in (None, doc["format"]) else None
        items[name] = covered(pair, known, floor)
        items[f"{name}_stderr"] = within_group(doc["group_id"], pair, known, floor)
    for kind in _KINDS:
        items[f"{kind}_publishable"] = covered(None, counts[kind], floor)
    limits = [found for record in records if (found := bounds(record))]
    for name in BOUNDED:
        # With no score at all the bounds would only repeat the range of the scale.
        scored = (counts[KIND_OF[name]] or (0, 0))[0]
        for end, suffix in enumerate(("low", "high")):
            ends = _sums((one[name][end], 1) for one in limits) if scored else None
            items[f"{name}_{suffix}"] = plain(ends)
    return items


def _sums(pairs: Iterable[tuple[float, int] | None]) -> tuple[float, int] | None:
    there = [pair for pair in pairs if pair is not None]
    return (sum(top for top, _ in there), sum(bottom for _, bottom in there)) if there else None


def ratio_of_sums(items: Iterable[Item]) -> float | None:
    """Aggregation of a metric: sum of sums over sum of counts, None where the count is 0."""
    return ratio(
        (item[0], item[1]) if isinstance(item, list) else (float(item), 1)
        for item in items
        if isinstance(item, list | float | int)
    )


def published_ratio(items: Iterable[Item]) -> float | None:
    """Aggregation of a metric that rests on scores: None below the coverage floor.

    The denominator is the responses with every option scored; coverage is scored options over
    options of all valid responses.
    """
    found = list(items)
    coverage = coverage_in(found)
    if coverage is not None and not reaches(*coverage):
        return None
    return ratio_of_sums(
        [item["sum"], item["count"]] if isinstance(item, dict) else item for item in found
    )


def publishable(items: Iterable[Item]) -> float | None:
    """Aggregation of ``KIND_publishable``: 1 or 0, None when there was nothing to score."""
    coverage = coverage_in(items)
    return None if coverage is None else float(reaches(*coverage))


def standard_error(items: Iterable[Item]) -> float | str:
    """Aggregation of a ``METRIC_stderr``: clustered by group, "N/A" with fewer than two groups.

    lm-eval's table formats whatever is here as a number unless it is exactly "N/A".
    """
    rows = ((item[0], item[1], item[2]) for item in items if isinstance(item, list) and item[2])
    found = clustered_standard_error(rows)
    return "N/A" if found is None else found


def published_standard_error(items: Iterable[Item]) -> float | str:
    """As ``standard_error``, and "N/A" below the coverage floor."""
    found = list(items)
    coverage = coverage_in(found)
    if coverage is not None and not reaches(*coverage):
        return "N/A"
    return standard_error(found)


def _aggregations() -> dict[str, Callable[[Iterable[Item]], float | str | None]]:
    found: dict[str, Callable[[Iterable[Item]], float | str | None]] = {}
    for name in METRICS:
        scored = bounded(name) is not None
        found[name] = published_ratio if scored else ratio_of_sums
        found[f"{name}_stderr"] = published_standard_error if scored else standard_error
    found |= {f"{kind}_publishable": publishable for kind in _KINDS}
    return found | {f"{name}_{end}": ratio_of_sums for name in BOUNDED for end in ("low", "high")}


AGGREGATIONS = _aggregations()
"""Metric name to its aggregation, in the order of the task YAMLs, which list the same."""


def aggregate(items: Iterable[Mapping[str, Item]]) -> dict[str, float | str | None]:
    """What lm-eval makes of the items of all docs: every metric of AGGREGATIONS.

    Args:
        items: What ``process_results`` returned, one mapping per doc.
    """
    rows = list(items)
    return {name: function([row[name] for row in rows]) for name, function in AGGREGATIONS.items()}
