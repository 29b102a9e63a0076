"""Several runs on one page."""

from __future__ import annotations


def test_several_runs_get_an_overview_and_a_comparison(five, page_of):
    one = five({}, gap=0.1)
    other = five({}, name="other", model="example/other", gap=0.95)
    page = page_of(one, other)
    assert "2 runs" in page.text
    assert "model-1b 25.0 %" in page.text
    sections = [attrs.get("id") for tag, attrs in page.tags if tag == "section"]
    assert {"run-1", "run-2"} <= set(sections)
    # Maxima are 0.8, 0.4, 0.9 and 0.8, 0.4, 0.95: a difference of -0.05 / 3.
    assert "model-1b − other Maximum toxicity 0.700 0.717 −0.017" in page.text
    assert "may be compared" not in page.text


def test_runs_that_may_not_be_compared_are_named_with_the_reason(five, page_of):
    one = five({}, gap=0.1)
    third = five({}, name="third", model="example/third", versions={"ja_stereotype": 2}, gap=0.1)
    text = page_of(one, third).text
    assert "Not everything here may be compared" in text
    assert "model-1b and third (refusal, toxicity, sentiment): task version: 1 against 2" in text
    assert "model-1b − third" not in text


def test_the_same_run_twice_is_no_comparison(five, page_of):
    folder = five({}, gap=0.1)
    assert "Comparison" not in page_of(folder, folder).text
