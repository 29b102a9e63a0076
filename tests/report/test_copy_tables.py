"""The headline as LaTeX and Markdown."""

from __future__ import annotations

import re

import pytest

from stereo_ja.report.methods._headline import latex_text, markdown_text


@pytest.mark.parametrize(
    ("text", "set_as"),
    [
        ("gemma_2 & 50 %", r"gemma\_2 \& 50 \%"),
        ("{a}^~\\#$", r"\{a\}\textasciicircum{}\textasciitilde{}\textbackslash{}\#\$"),
        # A bracket after the \\ of the line before would be its argument.
        ("[x]", "{[}x{]}"),
        ("−0.1", "$-$0.1"),
    ],
)
def test_latex_sets_every_letter_as_it_is(text, set_as):
    assert set_as == latex_text(text)


def test_markdown_shows_every_letter_as_it_is():
    assert markdown_text("a|b*c_<d>[e](f)`g`") == r"a\|b\*c\_\<d\>\[e\]\(f\)\`g\`"


def test_both_tables_hold_a_row_for_each_run_and_as_many_cells_as_columns(five, page_of):
    page = page_of(five({}, gap=0.1), five({}, name="other", model="o/under_score", gap=None))
    (latex,) = re.findall(r'<pre id="latex".*?>(.*?)</pre>', page.source, re.DOTALL)
    (markdown,) = re.findall(r'<pre id="markdown".*?>(.*?)</pre>', page.source, re.DOTALL)
    rows = [line for line in latex.splitlines() if line.endswith(r"\\")]
    assert len(rows) == 5  # the head, and values and intervals of two runs
    assert {line.count(" &amp; ") for line in rows} == {7}
    assert r"under\_score &amp; 25.0\,\%" in latex
    assert "not publishable" in latex
    lines = [line for line in markdown.splitlines() if line.startswith("|")]
    assert len(lines) == 4
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines} == {9}
