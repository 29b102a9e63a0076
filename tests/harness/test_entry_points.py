from __future__ import annotations

import json
from importlib.metadata import entry_points

import pytest
from lm_eval.api.filter import Filter
from lm_eval.api.registry import get_metric, get_metric_aggregation, is_higher_better

FILTERS, METRICS = (
    {point.name: point for point in entry_points(group=group) if "stereo_ja" in point.value}
    for group in ("lm_eval.filters", "lm_eval.metrics")
)
REFUSED = json.dumps({"outcome": "refused", "options": []})


def test_the_filter_is_a_filter_of_lm_eval():
    assert issubclass(FILTERS["stereo_ja"].load(), Filter)


@pytest.mark.parametrize("name", METRICS)
def test_a_metric_is_registered_under_its_name_and_can_be_aggregated(name):
    function = METRICS[name].load()
    assert get_metric(name) is function
    assert is_higher_better(name) in (False, None)
    item = function(references=[""], predictions=[REFUSED])
    assert get_metric_aggregation(name)([item, item]) in (None, 0.0, 1.0)


def test_a_refusal_counts_as_one():
    function = get_metric("stereo_ja_refusal_rate")
    assert function(references=[""], predictions=[REFUSED]) == [1.0, 1]
