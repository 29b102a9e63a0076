"""The group x template heatmap."""

from __future__ import annotations

import re

from stereo_ja.analysis import load_runs
from stereo_ja.report._heatmap import heatmap


def test_cells_hold_the_maximum_or_why_there_is_none(five):
    """子供: maxima 0.8 and 0.4, then a refusal; 小学生: 0.9, invalid, not generated."""
    (run,) = load_runs([five(gap=0.1)])
    found = heatmap(run)
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
    (block,) = heatmap(run).blocks
    assert '<td class="hx">?</td>' in block.groups[1].cells


def test_without_a_single_value_there_is_no_heatmap(write_run):
    from stereo_ja.stimuli import docs

    (run,) = load_runs([write_run(docs()[:2], lambda *_: write_run.reading("refused"))])
    assert heatmap(run) is None
