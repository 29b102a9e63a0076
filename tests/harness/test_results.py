from __future__ import annotations

import json

import pytest

from stereo_ja.analysis import METRICS
from stereo_ja.harness._results import process_results, ratio_of_sums, standard_error

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
    assert {*METRICS, *(f"{name}_stderr" for name in METRICS)} == set(items)


def test_a_single_response_is_a_plain_number_and_its_companion_names_the_group():
    items = process_results(DOC, [[_text("valid", (0.2, 0.6))]])
    assert items["max_toxicity"] == 0.6
    assert items["max_toxicity_stderr"] == ["age-001", 0.6, 1]
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
