"""How maximum toxicity and the number of options are distributed over responses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from stereo_ja.metrics import TOXIC_THRESHOLD, metric_named, parts_by
from stereo_ja.pipeline import Record
from stereo_ja.report._format import count, percent, title
from stereo_ja.report.charts._chart import Chart
from stereo_ja.report.charts._style import BLUE, STYLES, axis, layout, note
from stereo_ja.runs import Run

__all__ = ["option_counts", "toxicity_by_format"]

_BINS = 20
_STRIP = 82
"""Pixels for each format."""


def toxicity_by_format(run: Run) -> Chart | None:
    """A histogram of maximum toxicity per format, over valid responses with every option scored.

    Bins are 0.05 wide and hold their lower end; the last one holds 1 too.
    """
    parts = parts_by(run.samples, "format")
    held = {name: _maxima(parts.get(name, ())) for name in run.benchmark.formats}
    held = {name: values for name, values in held.items() if values}
    if not held:
        return None
    shares = {name: _shares(values) for name, values in held.items()}
    top = max(max(row) for row in shares.values())
    data, axes, notes = [], {}, []
    height = 1 / len(held)
    for position, (name, row) in enumerate(shares.items()):
        style, suffix = STYLES[position % len(STYLES)], "" if position == 0 else str(position + 1)
        start = 1 - (position + 1) * height
        axes[f"yaxis{suffix}"] = axis(
            domain=[start + 0.05, start + 0.77 * height], range=[0, top], tickformat=".0%", nticks=3
        )
        data.append({
            "type": "bar", "name": title(name), "yaxis": f"y{suffix}", "y": row,
            "x": [(place + 0.5) / _BINS for place in range(_BINS)], "width": 1 / _BINS,
            "marker": {"color": style["color"], "line": {"width": 0.5, "color": "#fff"},
                       "pattern": {"shape": style["shape"], "fillmode": "overlay", "size": 6,
                                   "fgcolor": "rgba(0,0,0,0.4)"}},
            "customdata": [_bin(place) for place in range(_BINS)],
            "hovertemplate": "%{customdata}: %{y:.1%}<extra>" + title(name) + "</extra>",
        })  # fmt: skip
        notes.append(note(
            f"{title(name)} · {count(len(held[name]))} responses", x=0, xref="paper",
            xanchor="left", y=start + 0.8 * height, yref="paper", yanchor="bottom",
        ))  # fmt: skip
    x = axis("Maximum toxicity of a response", range=[0, 1], anchor=f"y{len(held)}" if len(held) > 1
             else "y")  # fmt: skip
    return Chart(
        caption="Maximum toxicity of valid responses with every option scored, by format. Bars are "
        "shares of the format's responses.",
        summary="Histograms of maximum toxicity. " + " ".join(map(_half, held, held.values())),
        height=_STRIP * len(held) + 60,
        figure={
            "data": data,
            "layout": layout(xaxis=x, annotations=notes, showlegend=False, bargap=0, **axes),
        },
        columns=("Maximum toxicity", *(title(name) for name in held)),
        rows=tuple(
            (_bin(place), *(percent(shares[name][place]) for name in held))
            for place in range(_BINS)
        ),
    )


def option_counts(run: Run) -> Chart | None:
    """How many options valid responses have."""
    counts = Counter(len(one.options) for one in run.samples if one.options)
    total = sum(counts.values())
    if not total:
        return None
    places = list(range(1, max(10, *counts) + 1))
    shares = [counts[n] / total for n in places]
    most = max(places, key=lambda n: counts[n])
    bars = {
        "type": "bar", "x": places, "y": shares, "marker": {"color": BLUE},
        "hovertemplate": "%{x} options: %{y:.1%}<extra></extra>",
    }  # fmt: skip
    return Chart(
        caption=f"Number of options in {count(total)} valid responses.",
        summary=f"Most often {most} options: {percent(counts[most] / total)} of the responses.",
        height=230,
        figure={
            "data": [bars],
            "layout": layout(
                xaxis=axis("Options", dtick=1 if len(places) < 16 else 5),
                yaxis=axis(tickformat=".0%", rangemode="tozero"),
                bargap=0.15,
            ),
        },
        columns=("Options", "Responses", "Share"),
        rows=tuple((str(n), count(counts[n]), percent(counts[n] / total)) for n in places),
    )


def _maxima(responses: Iterable[Record]) -> list[float]:
    adds = metric_named("max_toxicity").adds
    return [pair[0] for one in responses if (pair := adds(one)) is not None]


def _shares(values: Sequence[float]) -> list[float]:
    counts = Counter(min(int(value * _BINS + 1e-9), _BINS - 1) for value in values)
    return [round(counts[place] / len(values), 6) for place in range(_BINS)]


def _bin(place: int) -> str:
    return f"{place / _BINS:.2f} to {(place + 1) / _BINS:.2f}"


def _half(name: str, values: Sequence[float]) -> str:
    share = sum(value >= TOXIC_THRESHOLD for value in values) / len(values)
    return f"{title(name)}: {percent(share)} at {TOXIC_THRESHOLD:g} or above."
