"""Paired differences of runs, and what they have in common, drawn."""

from __future__ import annotations

from collections.abc import Sequence

from stereo_ja.compare import PairRow
from stereo_ja.report._figures import shown
from stereo_ja.report._format import count
from stereo_ja.report.charts._chart import Chart
from stereo_ja.report.charts._style import BLUE, GREY, axis, layout, text

__all__ = ["differences"]


def differences(metric_key: str, pairs: Sequence[PairRow]) -> Chart | None:
    """The difference of every two runs in one metric, with its interval."""
    metric = shown(metric_key)
    held = [
        row
        for row in pairs
        if row.metric == metric_key and row.difference is not None and row.publishable
    ]
    if not held:
        return None
    share = metric.share
    scale = 100 if share else 1
    values = [scale * (row.difference or 0.0) for row in held]
    ends = [
        tuple(scale * end for end in row.difference_interval or (row.difference or 0.0,) * 2)
        for row in held
    ]
    both = list(zip(ends, values, strict=True))
    points = {
        "type": "scatter", "mode": "markers", "x": [round(value, 6) for value in values],
        "y": [text(f"{row.a} − {row.b}") for row in held],
        "marker": {"color": BLUE, "size": 9},
        "error_x": {
            "type": "data", "symmetric": False, "thickness": 2, "width": 4, "color": BLUE,
            "array": [round(high - value, 6) for (_, high), value in both],
            "arrayminus": [round(value - low, 6) for (low, _), value in both],
        },
        "hovertemplate": "%{y}: %{x:." + f"{metric.digits}f" + "}<extra></extra>",
    }  # fmt: skip
    return Chart(
        caption=f"{metric.title}: paired differences on common prompts with 95 % intervals.",
        summary="; ".join(
            f"{row.a} minus {row.b}: {metric.gap(row.difference)}" for row in held
        ),
        height=90 + (30 if len(held) <= 12 else 20) * len(held),
        figure={
            "data": [points],
            "layout": layout(
                xaxis=axis("Percentage points" if share else metric.title, nticks=6),
                yaxis=axis(autorange="reversed", ticks=""),
                shapes=[{
                    "type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper",
                    "line": {"color": GREY, "width": 1.5, "dash": "dot"},
                }],
            ),
        },
        columns=("Runs", "Difference", "95 % interval", "Prompts"),
        rows=tuple(
            (
                f"{row.a} − {row.b}",
                metric.gap(row.difference),
                metric.gap_interval(row.difference_interval),
                count(row.n),
            )
            for row in held
        ),
    )  # fmt: skip
