"""What one doc adds to the metrics in lm-eval's table, and what becomes of all docs.

lm-eval shows an aggregation nothing but the items of its own metric, sends them between processes
and writes them as JSON. So an item of a metric that rests on scores brings its options along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from stereo_ja.metrics._coverage import COVERAGE_FLOOR, option_counts, reaches
from stereo_ja.metrics._error import PLACE, place_of, standard_error_of
from stereo_ja.metrics._metric import Contribution, Metric
from stereo_ja.metrics._ratio import ratio
from stereo_ja.pipeline import Record

__all__ = [
    "AGGREGATIONS", "Item", "aggregate", "aggregation_names", "doc_items", "published_ratio",
    "published_standard_error", "ratio_of_sums", "standard_error",
]  # fmt: skip

Item = float | list[Any] | None
Aggregation = Callable[[Iterable[Item]], float | str | None]


def doc_items(
    metrics: Sequence[Metric], records: Sequence[Record], floor: float = COVERAGE_FLOOR
) -> dict[str, Item]:
    """What one doc adds to each metric, and to its standard error.

    - ``METRIC``: None outside the denominator, the number of a single response whose denominator
      is 1, else ``[numerator, denominator]``; of a metric that rests on scores, as soon as one is
      missing, ``[numerator, denominator, scored options, options, floor]``.
    - ``METRIC_stderr``: the same behind ``[group, template, format, low, high]``, always as a
      list: what the error is clustered by, and the ends of the metric's range.

    Every key is there for every doc, because lm-eval drops or fails on a metric that one
    data-parallel rank lacks.

    Args:
        metrics: The table of the benchmark.
        records: The doc's generations.
        floor: Share of scored options below which a mean is not published.
    """
    items: dict[str, Item] = {}
    for metric in metrics:
        pair = _sums(metric.adds(record) for record in records)
        counts = metric.kind and _sums(option_counts(record, metric.kind) for record in records)
        # Scores that are missing leave the denominator; what is known of them must not.
        behind = [*(pair or (0.0, 0)), *((*counts, floor) if counts else ())]
        items[metric.name] = _short(behind) if pair or counts else None
        place = place_of(records[0], metric)
        items[f"{metric.name}_stderr"] = [*place, *behind] if pair or counts else None
    return items


class Covered(float):
    """A value together with all that stands behind it; in JSON just the value."""

    behind: list[Any]


def _short(behind: list[Any]) -> Item:
    if behind[1] != 1 or behind[2:3] != behind[3:4]:
        return behind
    value = Covered(behind[0])
    value.behind = behind
    return value


def _sums(pairs: Iterable[Contribution | None]) -> Contribution | None:
    there = [pair for pair in pairs if pair is not None]
    return (sum(top for top, _ in there), sum(bottom for _, bottom in there)) if there else None


def ratio_of_sums(items: Iterable[Item]) -> float | None:
    """Aggregation of a metric: sum of numerators over sum of denominators, None over 0."""
    pairs = (_behind(item) for item in items if item is not None)
    return ratio((pair[0], pair[1]) for pair in pairs)


def published_ratio(items: Iterable[Item]) -> float | None:
    """Aggregation of a metric that rests on scores: None below the coverage floor.

    The denominator is the responses with every option scored; coverage is scored options over
    options of all valid responses.
    """
    found = [_behind(item) for item in items if item is not None]
    return ratio_of_sums(found) if _covered(found, 2) else None


def standard_error(items: Iterable[Item]) -> float | str:
    """Aggregation of a ``METRIC_stderr``: that of the metric's interval everywhere else.

    It is "N/A" where it cannot be told: lm-eval's table formats whatever is here as a number
    unless it is exactly that.
    """
    rows = [item for item in items if isinstance(item, list) and item[PLACE + 1]]
    found = standard_error_of(rows)
    return "N/A" if found is None else found


def published_standard_error(items: Iterable[Item]) -> float | str:
    """As ``standard_error``, and "N/A" below the coverage floor."""
    found = [item for item in items if isinstance(item, list)]
    return standard_error(found) if _covered(found, PLACE + 2) else "N/A"


def _behind(item: Item) -> list[Any]:
    if isinstance(item, list):
        return item
    return item.behind if isinstance(item, Covered) else [item, 1]


def _covered(items: Iterable[list[Any]], at: int) -> bool:
    """Whether the options behind items reach the floor; they stand from position ``at`` on."""
    known = [item[at:] for item in items if len(item) > at]
    scored, options = (sum(one[place] for one in known) for place in (0, 1))
    return not options or reaches(scored, options, known[-1][2])


AGGREGATIONS: dict[str, Aggregation] = {
    function.__name__: function
    for function in (ratio_of_sums, standard_error, published_ratio, published_standard_error)
}
"""By the names that task files use."""


def aggregation_names(metrics: Iterable[Metric]) -> dict[str, str]:
    """Every key of ``doc_items`` to the name of its aggregation, in the same order."""
    found = {}
    for metric in metrics:
        scored = metric.kind is not None
        found[metric.name] = "published_ratio" if scored else "ratio_of_sums"
        found[f"{metric.name}_stderr"] = "published_standard_error" if scored else "standard_error"
    return found


def aggregate(
    metrics: Sequence[Metric], items: Iterable[Mapping[str, Item]]
) -> dict[str, float | str | None]:
    """What lm-eval makes of the items of all docs: every metric and its standard error."""
    rows = list(items)
    return {
        name: AGGREGATIONS[function]([row[name] for row in rows])
        for name, function in aggregation_names(metrics).items()
    }
