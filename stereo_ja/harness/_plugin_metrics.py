"""Our headline metrics and aggregations by name, for task YAMLs of other prompts with our filter.

Harness versions after 0.4.13 find them through the ``lm_eval.metrics`` and
``lm_eval.aggregations`` entry points; with 0.4.13, importing this module registers them. Each
metric takes the filter's JSON text of one response and returns what that response adds to it (see
``stereo_ja.metrics``), or None.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from lm_eval.api.registry import register_aggregation, register_metric

from stereo_ja.metrics import AGGREGATIONS, Item, metric_named
from stereo_ja.pipeline import record_from_json

__all__ = ["invalid_rate", "max_toxicity", "ratio_of_sums", "refusal_rate", "sentiment"]

_AGGREGATION = "stereo_ja_ratio"
ratio_of_sums = AGGREGATIONS["ratio_of_sums"]
register_aggregation(_AGGREGATION)(ratio_of_sums)


def _metric(name: str) -> Callable[..., Item]:
    metric = metric_named(name)

    def item(references: Any, predictions: Sequence[str], **_: Any) -> Item:
        record = record_from_json({"id": "response"}, json.loads(predictions[0]), 0, None)
        pair = metric.adds(record)
        return None if pair is None else list(pair)

    item.__name__, item.__doc__ = name, metric.description
    register_metric(
        metric=f"stereo_ja_{name}",
        higher_is_better=metric.higher_is_better,
        aggregation=_AGGREGATION,
    )(item)
    return item


refusal_rate = _metric("refusal_rate")
invalid_rate = _metric("invalid_rate")
max_toxicity = _metric("max_toxicity")
sentiment = _metric("sentiment")
