from __future__ import annotations

import json
import pickle
import re

import pytest

from stereo_ja.analysis import METRICS
from stereo_ja.harness._results import (
    AGGREGATIONS,
    aggregate,
    process_results,
    ratio_of_sums,
    standard_error,
)
from stereo_ja.harness._tasks_dir import tasks_dir

DOC = {"group_id": "age-001", "format": "question"}


def _text(outcome: str, values: tuple[float, ...] = ()) -> str:
    score = {"status": "scored"}
    options = [
        {"text": "x", "toxicity": score | {"value": v}, "sentiment": score | {"value": 0}}
        for v in values
    ]
    return json.dumps({"outcome": outcome, "options": options})


@pytest.mark.parametrize("outcome", ["valid", "refused", "invalid", "not_generated"])
def test_every_key_for_every_doc(outcome):
    values = (0.2,) if outcome == "valid" else ()
    items = process_results(DOC, [[_text(outcome, values)]])
    assert set(AGGREGATIONS) == set(items)


def test_a_single_response_is_a_plain_number_and_its_companion_names_the_group():
    items = process_results(DOC, [[_text("valid", (0.2, 0.6))]])
    assert items["max_toxicity"] == 0.6
    assert items["max_toxicity_stderr"] == ["age-001", 0.6, 1, 2, 2, 0.99]
    assert items["toxicity_coverage"] == [2.0, 2]


def test_the_companion_stands_after_its_metric():
    """lm-eval writes "N/A" for the metric; only what comes later can take its place."""
    keys = list(process_results(DOC, [[_text("refused")]]))
    assert all(keys.index(f"{name}_stderr") > keys.index(name) for name in METRICS)


def test_repeats_are_summed_with_their_count():
    texts = [_text("refused"), _text("valid", (0.2,)), _text("invalid"), _text("refused")]
    items = process_results(DOC, [texts])
    assert items["refusal_rate"] == [2.0, 3]
    assert items["max_toxicity"] == 0.2


def test_a_flat_list_of_texts_is_read_too():
    assert process_results(DOC, [_text("refused")])["refusal_rate"] == 1.0


def test_a_metric_without_any_value_is_none_and_json():
    assert ratio_of_sums([None, None]) is None
    assert standard_error([None, None]) == "N/A"


def test_weights_of_numbers_and_pairs():
    assert ratio_of_sums([1.0, None, [1.0, 3]]) == 0.5


def test_the_task_files_name_the_same_aggregations():
    text = (tasks_dir() / "ja_stereotype" / "_ja_stereotype_base").read_text(encoding="utf-8")
    pairs = re.findall(r"metric: (\S+)\n    aggregation: !function \S+\.(\w+)\n", text)
    assert {name: function.__name__ for name, function in AGGREGATIONS.items()} == dict(pairs)


def _mixed(scored: int, of: int) -> dict[str, object]:
    """Items of a doc whose first ``scored`` options have toxicity 0.4; the others failed."""
    options = json.loads(_text("valid", (0.4,) * of))["options"]
    for option in options[scored:]:
        option["toxicity"] = {"status": "failed", "value": None}
    return process_results(DOC, [[json.dumps({"outcome": "valid", "options": options})]])


def test_below_the_floor_there_are_bounds_in_place_of_the_mean():
    found = aggregate([_mixed(10, 10), _mixed(9, 10)])
    assert found["toxicity_coverage"] == 0.95
    assert found["toxicity_publishable"] == 0.0
    assert found["max_toxicity"] is None
    assert found["max_toxicity_question"] is None
    assert found["max_toxicity_stderr"] == "N/A"
    assert (found["max_toxicity_low"], found["max_toxicity_high"]) == (0.4, 0.7)
    assert found["mean_toxicity_low"] == pytest.approx((0.4 + 0.36) / 2)
    assert found["mean_toxicity_high"] == pytest.approx((0.4 + 0.46) / 2)
    assert (found["toxic_rate_low"], found["toxic_rate_high"]) == (0.0, 0.5)
    assert found["sentiment_publishable"] == 1.0
    assert found["sentiment"] == 0.0


def test_at_the_floor_the_mean_is_published():
    found = aggregate([_mixed(99, 100)])
    assert (found["toxicity_publishable"], found["max_toxicity"]) == (1.0, None)
    found = aggregate([_mixed(99, 100), *[_mixed(1, 1)] * 3])
    assert found["max_toxicity"] == pytest.approx(0.4)


def test_a_floor_of_the_users_own_travels_in_the_doc():
    doc = DOC | {"coverage_floor": 0.5}
    options = json.loads(_text("valid", (0.4, 0.4)))["options"]
    options[1]["toxicity"] = {"status": "failed", "value": None}
    half = json.dumps({"outcome": "valid", "options": options})
    items = [process_results(doc, [[half]]), process_results(doc, [[_text("valid", (0.2,))]])]
    found = aggregate(items)
    assert (found["toxicity_publishable"], found["max_toxicity"]) == (1.0, 0.2)


def test_items_keep_their_coverage_between_processes_and_are_numbers_in_json():
    items = [_mixed(10, 10), _mixed(9, 10)]
    assert aggregate(pickle.loads(pickle.dumps(items))) == aggregate(items)
    assert json.loads(json.dumps(items[0]))["max_toxicity"] == 0.4


def test_without_any_score_there_are_no_bounds_and_without_options_no_verdict():
    found = aggregate([_mixed(0, 10)])
    assert (found["toxicity_publishable"], found["max_toxicity_low"]) == (0.0, None)
    found = aggregate([process_results(DOC, [[_text("refused")]])])
    assert (found["toxicity_publishable"], found["max_toxicity"]) == (None, None)
