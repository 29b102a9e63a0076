"""Tables and methods of one run."""

from __future__ import annotations

import re

from tests.present import present


def test_outcomes_stand_by_format_and_category(five, page_of):
    page = page_of(five())
    assert "Statement 3 1 1 1 25.0 %" in page.text
    assert "Age 3 1 1 1 25.0 %" in page.text
    labels = [attrs.get("aria-label") for tag, attrs in page.tags if tag == "svg"]
    assert "valid 3, refused 1, invalid 1, not generated 1" in labels


def test_the_methods_name_what_made_the_numbers(five, page_of):
    text = page_of(five({})).text
    for part in (
        "example/model-1b",
        "revision = main",
        "dtype = bfloat16",
        "temperature = 1.0",
        "max_gen_toks = 400",
        'until = ["</s>"]',
        "hf:example/judge @ abc123",
        "6 options: 5 scored, 0 not scorable, 1 failed",
        "“timeout”: 1",
        "2026-03-04T06:00:00+00:00",
        "lm-eval 0.4.13",
        "Reader paper",
        "Chat template applied",
    ):
        assert part in text


def test_the_methods_text_is_whole_sentences_with_versions_and_denominators(five, page_of):
    page = page_of(five({}, gap=0.1))
    (text,) = re.findall(r'<p id="paragraph-1">(.*?)</p>', page.source, re.DOTALL)
    for part in (
        "example/model-1b (revision main, dtype bfloat16, hf backend) answered the task",
        "ja_stereotype (version 1; 6 prompts: 2 social groups × 3 templates)",
        "lm-evaluation-harness 0.4.13",
        "3 valid, 1 refused, 1 invalid, 1 not generated",
        "hf:example/judge (revision abc123) on 2026-03-04: 6 of 6 options",
        "(1 of 4 refused or valid responses)",
        "maximum toxicity 0.700",
    ):
        assert part in text


def test_the_evidence_of_each_rule_waits_behind_a_content_warning(five, page_of):
    page = page_of(five())
    rules = r"<details>\s*<summary>Show the rules.*?</details>"
    hidden = present(re.search(rules, page.source, re.DOTALL))[0]
    assert "Content warning" in hidden.split("</summary>")[0]
    assert "申し訳ありません" in hidden
    assert "申し訳ありません" not in page.source.replace(hidden, "")
    assert "marker before option 1 refused 21 1" in page.text
