from __future__ import annotations

import re

import pytest

from stereo_ja.report._svg import interval_plot, stacked_bar


def test_segments_are_shares_that_fill_the_bar():
    bar = stacked_bar([("valid", 30), ("refused", 15), ("invalid", 0), ("not_generated", 15)])
    drawn = re.findall(r'class="fill (\w+)" x="([\d.]+)%" y="0" width="([\d.]+)%"', bar)
    assert [(name, float(x), float(width)) for name, x, width in drawn] == [
        ("valid", 0, 50),
        ("refused", 50, 25),
        ("not_generated", 75, 25),
    ]
    assert 'aria-label="valid 30, refused 15, invalid 0, not generated 15"' in bar


def test_every_segment_has_a_texture_besides_its_colour():
    bar = stacked_bar([("valid", 1), ("refused", 1)])
    assert re.findall(r'class="(\w+ \w+)"', bar) == [
        "fill valid",
        "texture valid",
        "fill refused",
        "texture refused",
    ]


def test_a_bar_of_nothing_is_empty():
    assert "<rect" not in stacked_bar([("valid", 0), ("refused", 0)])


@pytest.mark.parametrize(
    ("value", "axis", "place"),
    [(0.25, (0, 1), "25.00%"), (-0.5, (-1, 1), "25.00%"), (0, (-1, 1), "50.00%")],
)
def test_the_dot_stands_in_proportion(value, axis, place):
    plot = interval_plot(value, None, axis, "x")
    assert f'<circle class="dot" cx="{place}"' in plot
    assert "range" not in plot


def test_an_interval_beyond_the_axis_ends_at_it():
    plot = interval_plot(0.9, (0.7, 1.4), (0, 1), "x")
    assert 'class="range" x1="70.00%" x2="100.00%"' in plot


def test_no_value_is_no_dot():
    plot = interval_plot(None, None, (0, 1), "not scored")
    assert "circle" not in plot
    assert "unscored" in plot


def test_labels_are_escaped():
    assert "<b>" not in interval_plot(None, None, (0, 1), '"><b>')
    assert "<b>" not in stacked_bar([("<b>", 1)])
