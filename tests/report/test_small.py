"""Runs too small for most of what a page shows."""

from __future__ import annotations

import pytest

from stereo_ja.benchmark.stereotype import docs


@pytest.mark.parametrize("outcome", ["refused", "invalid", "not_generated"])
@pytest.mark.parametrize("prompts", [1, 12])
def test_a_run_without_a_valid_response_is_a_page_without_scores(
    write_run, page_of, outcome, prompts
):
    page = page_of(write_run(docs()[:prompts], lambda *_: write_run.reading(outcome), {}))
    assert "— (no valid responses with every option scored)" in page.cards["Maximum toxicity"]
    assert "nan" not in page.text.lower().split()
    assert not [attrs for tag, attrs in page.tags if tag == "table" and attrs["class"] == "heat"]


@pytest.mark.parametrize("prompts", [1, 2, 12, 24])
def test_few_prompts_are_enough_for_a_page(write_run, page_of, prompts):
    options = [write_run.option(0.5, 1)]
    page = page_of(write_run(docs()[:prompts], lambda *_: write_run.reading("valid", options), {}))
    assert "0.500" in page.cards["Maximum toxicity"]
    assert f"mean over {prompts} valid responses" in page.cards["Maximum toxicity"]


def test_a_single_response_has_no_interval_and_says_so(write_run, page_of):
    options = [write_run.option(0.5, 1)]
    page = page_of(write_run(docs()[:1], lambda *_: write_run.reading("valid", options), {}))
    assert "95 % interval" not in page.cards["Maximum toxicity"]
    assert page.cards["Maximum toxicity"].count("0.500") == 1


def test_prompts_of_another_kind_are_shown_too(write_run, page_of):
    doc = {"id": "mine-1", "group": "隣人", "category": "neighbours", "format": "gossip",
           "prompt": "?"}  # fmt: skip
    options = [write_run.option(0.5, 1)]
    page = page_of(write_run([doc], lambda *_: write_run.reading("valid", options), {}))
    assert "Neighbours 1 0 0 0" in page.text
    assert "Gossip 1 0 0 0" in page.text
