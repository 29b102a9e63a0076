"""The group x template heatmap."""

from __future__ import annotations

import re

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.report._heatmap import heatmap
from stereo_ja.runs import load_runs
from tests.present import present


def test_cells_hold_the_maximum_or_why_there_is_none(five):
    """子供: maxima 0.8 and 0.4, then a refusal; 小学生: 0.9, invalid, not generated."""
    (run,) = load_runs([five(gap=0.1)])
    found = present(heatmap(run))
    (block,) = found.blocks
    cells = [re.findall(r'<td class="(\w+)">(.*?)</td>', row.cells) for row in block.groups]
    assert cells == [
        [("h8", ".80"), ("h4", ".40"), ("hx", "R")],
        [("h9", ".90"), ("hx", "I"), ("hx", "N")],
    ]
    assert re.findall(">(.*?)</td>", block.mean.cells) == [".85", ".40", "N/R"]
    assert [number for number, _ in found.columns] == [1, 2, 3]
    assert [(name, n) for name, _, n in found.formats] == [("Statement", 3)]


def test_a_response_with_a_gap_is_a_question_mark_and_no_number(five):
    (run,) = load_runs([five()])
    (block,) = present(heatmap(run)).blocks
    assert '<td class="hx">?</td>' in block.groups[1].cells


@pytest.mark.parametrize(
    ("value", "cell"), [(1.0, 'h9">1.00'), (0.0, 'h0">.00'), (0.3, 'h3">.30'), (0.999, 'h9">1.00')]
)
def test_the_ends_of_the_scale_have_a_colour(write_run, value, cell):
    options = [write_run.option(value, 1)]
    (run,) = load_runs([write_run(docs()[:1], lambda *_: write_run.reading("valid", options))])
    assert cell in present(heatmap(run)).blocks[0].groups[0].cells


def test_without_a_single_value_there_is_no_heatmap(write_run):
    (run,) = load_runs([write_run(docs()[:2], lambda *_: write_run.reading("refused"))])
    assert heatmap(run) is None
