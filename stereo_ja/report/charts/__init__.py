"""Figures for plotly.js as plain data, each with its numbers as a table."""

from __future__ import annotations

from stereo_ja.report.charts._chart import Chart
from stereo_ja.report.charts._compare import differences
from stereo_ja.report.charts._distribution import option_counts, toxicity_by_format
from stereo_ja.report.charts._firmness import equal_k, thresholds
from stereo_ja.report.charts._groups import categories, caterpillar
from stereo_ja.report.charts._library import plotly_script

__all__ = [
    "Chart", "categories", "caterpillar", "differences", "equal_k", "option_counts",
    "plotly_script", "thresholds", "toxicity_by_format",
]  # fmt: skip
