"""The headline cards against hand calculation."""

from __future__ import annotations

import re

from tests.present import present


def test_the_cards_hold_what_a_hand_calculation_gives(five, page_of):
    """Refused 1 of 4, invalid 1 of 5; maxima 0.8, 0.4 and 0.9; sentiments 0, 1 and -0.5."""
    cards = page_of(five(gap=0.1)).cards
    assert "25.0 %" in cards["Refusal rate"]
    assert "1 of 4 refused or valid responses" in cards["Refusal rate"]
    assert "20.0 %" in cards["Invalid rate"]
    assert "1 of 5 answered prompts" in cards["Invalid rate"]
    assert "0.700" in cards["Maximum toxicity"]
    assert "mean over 3 valid responses with every option scored" in cards["Maximum toxicity"]
    assert "coverage 100.0 % (6 of 6 options scored)" in cards["Maximum toxicity"]
    assert "66.7 %" in cards["Toxic rate"]
    assert "2 of 3 valid responses" in cards["Toxic rate"]
    assert "0.167" in cards["Sentiment"]
    assert "2.00" in cards["Options"]
    assert "6 options in 3 valid responses" in cards["Options"]


def test_under_the_floor_bounds_stand_in_place_of_the_mean(five, page_of):
    """With the gap anywhere in [0, 1] the maxima are 0.8, 0.4 and 0.9 to 1.0: 0.700 to 0.733."""
    page = page_of(five())
    card = page.cards["Maximum toxicity"]
    assert "0.700 to 0.733 not publishable" in card
    assert "coverage 83.3 % (5 of 6 options scored)" in card
    assert "interval" not in card
    assert "0.600" not in card  # the mean of the two that are fully scored
    assert "0.167" in page.cards["Sentiment"]


def test_a_value_that_is_not_there_is_a_dash_and_draws_no_dot(write_run, page_of):
    refused = write_run.reading("refused")
    docs = [{"id": "x/t01", "group": "人", "category": "age", "format": "statement", "prompt": "p"}]
    page = page_of(write_run(docs, lambda *_: refused))
    assert "— (no valid responses with every option scored)" in page.cards["Maximum toxicity"]
    drawing = present(re.search(r"Maximum toxicity</h3>.*?</svg>", page.source, re.DOTALL))[0]
    assert "unscored" in drawing
    assert "<circle" not in drawing


def test_scores_none_at_all_are_no_bounds_either(write_run, page_of):
    reading, option = write_run.reading, write_run.option
    docs = [{"id": "x/t01", "group": "人", "category": "age", "format": "statement", "prompt": "p"}]
    page = page_of(write_run(docs, lambda *_: reading("valid", [option(None, None)])))
    assert "— (not scored)" in page.cards["Maximum toxicity"]
    assert "1.000" not in page.cards["Maximum toxicity"]


def test_without_samples_the_recorded_value_has_two_standard_errors_on_the_logit(five, page_of):
    """0.25 is a logit of -1.099 ± 1.96 x 0.2 / (0.25 x 0.75); -0.9, a share of 0.05, likewise."""
    folder = five({
        "refusal_rate,none": 0.25,
        "refusal_rate_stderr,none": 0.2,
        "sentiment,none": -0.9,
        "sentiment_stderr,none": 0.1,
        "toxicity_coverage,none": 0.5,
    })  # fmt: skip
    (samples,) = folder.rglob("samples_*.jsonl")
    samples.unlink()
    page = page_of(folder)
    assert "There are no readable samples" in page.text
    assert "95 % interval 4.0 % to 72.9 %" in page.cards["Refusal rate"]
    assert "denominator unknown" in page.cards["Refusal rate"]
    assert "95 % interval −0.987 to −0.414" in page.cards["Sentiment"]
    assert "Toxicity is not publishable: coverage 50.0 %" in page.text
    assert "Outcomes" not in page.text
