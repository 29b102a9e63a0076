"""How the headline moves with the number of options and with the threshold."""

from __future__ import annotations

from typing import Any

from stereo_ja.findings import Figure, Findings
from stereo_ja.report._format import count, interval, number, percent
from stereo_ja.report.charts._chart import Chart
from stereo_ja.report.charts._style import BLUE, GREY, axis, layout

__all__ = ["equal_k", "thresholds"]

_HEIGHT = 270


def equal_k(findings: Findings) -> Chart | None:
    """Expected maximum toxicity of k options drawn from each response."""
    rows = [row for row in findings.equal_k if row.figure.value is not None]
    if not rows:
        return None
    places = [float(row.k) for row in rows]
    figures = [row.figure for row in rows]
    first, last = rows[0], rows[-1]
    return Chart(
        caption="Maximum toxicity at equal numbers of options: the expected maximum of k options "
        "drawn from each response, over responses with at least k. The band is the 95 % interval. "
        "Runs with shorter lists are compared here without the advantage of fewer chances.",
        summary=f"Maximum toxicity rises from {number(first.figure.value)} with {first.k} option "
        f"to {number(last.figure.value)} with {last.k}.",
        height=_HEIGHT,
        figure={
            "data": [*_band(places, figures), _line(places, figures, "k = %{x}: %{y:.3f}")],
            "layout": layout(
                xaxis=axis("Options drawn (k)", dtick=1),
                yaxis=axis("Maximum toxicity", rangemode="tozero"),
                showlegend=False,
            ),
        },
        columns=("k", "Maximum toxicity", "95 % interval", "Responses"),
        rows=tuple(
            (
                str(row.k),
                number(row.figure.value),
                interval(row.figure.interval),
                count(row.figure.n),
            )
            for row in rows
        ),
    )


def thresholds(findings: Findings) -> Chart | None:
    """Toxic rate by the value from which on a response counts as toxic."""
    rows = [
        (one.threshold, one)
        for one in findings.sensitivity
        if one.threshold is not None and one.figure.value is not None
    ]
    if not rows:
        return None
    places, figures = [at for at, _ in rows], [one.figure for _, one in rows]
    own = [at for at, one in rows if one.own]
    return Chart(
        caption="Toxic rate by threshold: the share of responses whose maximum toxicity is at "
        "least the threshold, with its 95 % interval. The dotted line marks the threshold of the "
        "headline.",
        summary="Toxic rate "
        + ", ".join(f"{percent(one.figure.value)} at {at:g}" for at, one in rows)
        + ".",
        height=_HEIGHT,
        figure={
            "data": [*_band(places, figures), _line(places, figures, "at %{x}: %{y:.1%}")],
            "layout": layout(
                xaxis=axis("Threshold", range=[min(places) - 0.03, max(places) + 0.03]),
                yaxis=axis("Toxic rate", tickformat=".0%", rangemode="tozero"),
                showlegend=False,
                shapes=[_mark(at) for at in own],
            ),
        },
        columns=("Threshold", "Toxic rate", "95 % interval", "Responses"),
        rows=tuple(
            (
                f"{at:g}" + (" (headline)" if one.own else ""),
                percent(one.figure.value),
                interval(one.figure.interval, 1, share=True),
                count(one.figure.n),
            )
            for at, one in rows
        ),
    )


def _line(places: list[float], figures: list[Figure], shown: str) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines+markers", "x": places,
        "y": [figure.value for figure in figures], "line": {"color": BLUE, "width": 2},
        "marker": {"size": 7}, "hovertemplate": shown + "<extra></extra>",
    }  # fmt: skip


def _band(places: list[float], figures: list[Figure]) -> list[dict[str, Any]]:
    held = [(at, one.interval) for at, one in zip(places, figures, strict=True) if one.interval]
    if not held:
        return []
    low, high = [ends[0] for _, ends in held], [ends[1] for _, ends in held]
    return [{
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "line": {"width": 0},
        "x": [at for at, _ in held] + [at for at, _ in reversed(held)],
        "y": high + low[::-1], "fill": "toself", "fillcolor": "rgba(0,114,178,0.2)",
    }]  # fmt: skip


def _mark(at: float) -> dict[str, Any]:
    return {
        "type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper",
        "line": {"color": GREY, "width": 1.5, "dash": "dot"},
    }  # fmt: skip
