"""What reaches lm-eval's aggregations, and what they make of it."""

from __future__ import annotations

import json
import pickle
import random

import pytest

from stereo_ja.metrics import AGGREGATIONS as FUNCTIONS
from stereo_ja.metrics import STEREOTYPE, aggregate, aggregation_names, doc_items
from tests.records import record

NAMES = aggregation_names(STEREOTYPE)
CONSTANT = {f"{name}_stderr" for name in (
    "options", "sentiment", "not_generated_rate", "toxicity_coverage", "sentiment_coverage",
)}  # fmt: skip
"""What never varies where every response has one option with a score."""


def items(*records, floor=0.99):
    return doc_items(STEREOTYPE, records, floor)


def mixed(scored, of, *, group="g"):
    """A response whose first ``scored`` of ``of`` options have toxicity 0.4; the others failed."""
    return record("valid", [0.4] * scored + [None] * (of - scored), group=group)


def total(*docs):
    return aggregate(STEREOTYPE, docs)


@pytest.mark.parametrize("outcome", ["valid", "refused", "invalid", "not_generated"])
def test_every_key_for_every_doc_the_error_behind_its_metric(outcome):
    found = items(record(outcome, [0.2] if outcome == "valid" else []))
    assert list(found) == list(NAMES)
    keys = list(found)
    for metric in STEREOTYPE:
        assert keys.index(f"{metric.name}_stderr") == keys.index(metric.name) + 1


def test_a_single_response_is_a_plain_number_and_its_companion_names_the_group():
    found = items(record("valid", [0.2, 0.6], group="age-001"))
    assert found["max_toxicity"] == 0.6
    place = ["age-001", 1, "question"]
    assert found["max_toxicity_stderr"] == [*place, 0.0, 1.0, 0.6, 1, 2, 2, 0.99]
    assert found["toxicity_coverage"] == [2.0, 2]
    assert found["refusal_rate_stderr"] == [*place, 0.0, 1.0, 0.0, 1]
    assert found["options_stderr"][3:5] == [0.0, None]


def test_repeats_are_summed_with_their_count():
    found = items(record("refused"), record("valid", [0.2]), record("invalid"), record("refused"))
    assert found["refusal_rate"] == [2.0, 3]
    assert found["max_toxicity"] == 0.2
    assert found["not_generated_rate"] == [0, 4]


def test_a_metric_without_any_value_is_none_and_json():
    assert FUNCTIONS["ratio_of_sums"]([None, None]) is None
    assert FUNCTIONS["standard_error"]([None, None]) == "N/A"
    assert FUNCTIONS["published_ratio"]([]) is None


def test_weights_of_numbers_and_pairs():
    assert FUNCTIONS["ratio_of_sums"]([1.0, None, [1.0, 3]]) == 0.5


def test_below_the_floor_there_is_no_mean_and_no_error():
    found = total(items(mixed(10, 10, group="a")), items(mixed(9, 10, group="b")))
    assert found["toxicity_coverage"] == 0.95
    assert (found["max_toxicity"], found["max_toxicity_stderr"]) == (None, "N/A")
    assert found["sentiment"] == 0.0
    assert found["refusal_rate"] == 0.0


def test_fully_scored_responses_weigh_by_their_options():
    """One of 200 options is missing: coverage is 99.5 %, though half of the docs lack one."""
    found = total(items(mixed(199, 199)), items(mixed(0, 1)))
    assert found["toxicity_coverage"] == pytest.approx(0.995)
    assert found["max_toxicity"] == pytest.approx(0.4)


def test_at_the_floor_the_mean_is_published():
    assert total(items(mixed(99, 100)))["max_toxicity"] is None  # no response is fully scored
    found = total(items(mixed(99, 100)), *[items(mixed(1, 1))] * 3)
    assert found["max_toxicity"] == pytest.approx(0.4)


def test_a_floor_of_the_users_own_counts():
    docs = [items(mixed(1, 2), floor=0.5), items(record("valid", [0.2]), floor=0.5)]
    assert total(*docs)["max_toxicity"] == 0.2


def test_items_keep_their_coverage_between_processes_and_are_numbers_in_json():
    docs = [items(mixed(10, 10)), items(mixed(9, 10))]
    assert total(*pickle.loads(pickle.dumps(docs))) == total(*docs)
    assert json.loads(json.dumps(docs[0]))["max_toxicity"] == 0.4


def test_of_any_part_of_a_run_every_aggregation_is_a_number():
    """A harness that draws docs anew for its own errors needs numbers, and many of them."""
    rng = random.Random(0)
    docs = [
        items(record(rng.choice(["valid", "refused", "invalid"]), group=f"g{at % 7}")
              if at % 3 else record("valid", [rng.random()], group=f"g{at % 7}"))
        for at in range(60)
    ]  # fmt: skip
    for _ in range(20):
        found = total(*rng.choices(docs, k=60))
        assert all(isinstance(value, float) for value in found.values() if value != "N/A"), found
        assert {name for name, value in found.items() if value == "N/A"} <= CONSTANT
