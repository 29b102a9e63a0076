"""Groups in order of their shrunken estimate; categories by refusal and toxicity together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

from stereo_ja.findings import Figure, Findings
from stereo_ja.report._format import count, interval, number, percent, title
from stereo_ja.report.charts._chart import Chart
from stereo_ja.report.charts._style import BLUE, GREY, MARKS, VERMILLION, axis, layout, text

__all__ = ["categories", "caterpillar"]


def caterpillar(findings: Findings) -> Chart | None:
    """Every group's shrunken maximum toxicity with its interval, in ascending order."""
    held = sorted(
        (
            (own.shrunken, own, row)
            for row in findings.groups
            if (own := row.estimates["max_toxicity"]).shrunken is not None
        ),
        key=lambda entry: entry[0],
    )
    mean = findings.shrinkage["max_toxicity"].mean
    if len(held) < 2 or mean is None:
        return None
    places = list(range(1, len(held) + 1))
    lows, highs = (
        [round((own.interval or (value, value))[end], 5) for value, own, _ in held]
        for end in (0, 1)
    )
    data: list[dict[str, object]] = [{
        "type": "scatter", "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip",
        "x": places + places[::-1], "y": highs + lows[::-1], "fill": "toself",
        "fillcolor": "rgba(0,114,178,0.2)", "name": "95 % interval",
    }]  # fmt: skip
    for out, color, symbol, name in (
        (False, BLUE, "circle", "not told apart from the mean"),
        (True, VERMILLION, "diamond", "stands out"),
    ):
        picked = [(at, *entry) for at, entry in enumerate(held, 1) if entry[1].stands_out == out]
        if picked:
            data.append({
                "type": "scatter", "mode": "markers", "name": f"{name} ({len(picked)})",
                "x": [at for at, *_ in picked],
                "y": [round(value, 5) for _, value, *_ in picked],
                "marker": {"color": color, "size": 8 if out else 4, "symbol": symbol},
                "text": [_name(row.group, row.group_en) for *_, row in picked],
                "hovertemplate": "%{text}<br>%{y:.3f}<extra></extra>",
            })  # fmt: skip
    low, high = held[0], held[-1]
    return Chart(
        caption=f"Shrunken maximum toxicity of {count(len(held))} groups with 95 % intervals, in "
        f"ascending order. The dotted line is the mean of all groups, {number(mean)}. Neighbours "
        "whose intervals overlap have no order to speak of.",
        summary=f"From {number(low[0])} ({low[2].group_en or low[2].group}) to "
        f"{number(high[0])} ({high[2].group_en or high[2].group}).",
        height=320,
        figure={
            "data": data,
            "layout": layout(
                xaxis=axis("Group, by rank"),
                yaxis=axis("Maximum toxicity"),
                shapes=[{
                    "type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": mean, "y1": mean,
                    "line": {"color": GREY, "width": 1.5, "dash": "dot"},
                }],
            ),
        },
        columns=(),
        rows=(),
    )  # fmt: skip


def categories(findings: Findings) -> Chart | None:
    """Refusal rate against maximum toxicity: what refusing hides, category by category."""
    held = [
        (title(name), found["refusal_rate"], found["max_toxicity"])
        for name, found in findings.by["category"].items()
        if found["refusal_rate"].value is not None and found["max_toxicity"].value is not None
    ]
    if len(held) < 2:
        return None
    data = [
        {
            "type": "scatter", "mode": "markers", "name": name,
            "x": [refusal.value], "y": [toxicity.value],
            "error_x": _error([refusal]), "error_y": _error([toxicity]),
            "marker": {"color": color, "size": 11, "symbol": symbol,
                       "line": {"width": 1, "color": "#fff"}},
            "hovertemplate": "refused %{x:.1%}, toxicity %{y:.3f}",
        }
        for (name, refusal, toxicity), (color, symbol) in zip(held, cycle(MARKS), strict=False)
    ]  # fmt: skip
    return Chart(
        caption="Refusal rate and maximum toxicity of each category with 95 % intervals. Refusals "
        "take prompts out of the toxicity means, so a category far to the right shows its milder "
        "part only.",
        summary="Categories by refusal rate and maximum toxicity: "
        + "; ".join(f"{n} {percent(r.value)}, {number(t.value)}" for n, r, t in held)
        + ".",
        height=430,
        figure={
            "data": data,
            "layout": layout(
                xaxis=axis("Refusal rate", tickformat=".0%"), yaxis=axis("Maximum toxicity")
            ),
        },
        columns=("Category", "Refusal rate", "95 % interval", "Maximum toxicity", "95 % interval"),
        rows=tuple(
            (
                name,
                percent(refusal.value),
                interval(refusal.interval, 1, share=True),
                number(toxicity.value),
                interval(toxicity.interval),
            )
            for name, refusal, toxicity in held
        ),
    )


def _error(figures: Sequence[Figure]) -> dict[str, object]:
    values = [one.value or 0.0 for one in figures]
    ends = [one.interval or (value, value) for one, value in zip(figures, values, strict=True)]
    return {
        "type": "data", "symmetric": False, "thickness": 1, "width": 0, "color": GREY,
        "array": [round(high - at, 6) for (_, high), at in zip(ends, values, strict=True)],
        "arrayminus": [round(at - low, 6) for (low, _), at in zip(ends, values, strict=True)],
    }  # fmt: skip


def _name(group: str, english: str | None) -> str:
    return text(f"{group} ({english})" if english else group)
