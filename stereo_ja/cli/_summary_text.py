"""A run's headline as lines for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from stereo_ja.cli._table import table, visible
from stereo_ja.cli._values import number
from stereo_ja.findings import Figure, headline
from stereo_ja.leaderboard._text import model_label
from stereo_ja.metrics import Metric, bounds_of, certainty_of, metrics_of, parts_by, reaches
from stereo_ja.pipeline import Record
from stereo_ja.reading import Outcome
from stereo_ja.runs import Run, scorers_used
from stereo_ja.scoring import is_smoke_test

__all__ = ["summary_lines"]

Figures = Mapping[str, Figure]


def summary_lines(run: Run) -> list[str]:
    """The headline, and the main metrics by format and by category."""
    lines = [
        visible(
            f"{model_label(run.model)}: {run.task}, version {run.task_version or 'not recorded'}"
        )
    ]
    if not run.samples:
        why = "no samples: "
        if run.unreadable:
            why = f"no line of the samples can be read ({visible(run.unreadable[0])}): "
        return [*lines, f"{why}the harness's own values", *_recorded(run)]
    found = headline(run)
    metrics = metrics_of(run.task)
    outcomes = Counter(one.outcome for one in run.samples)
    lines.append(
        f"{run.prompts:,} prompts, {len(run.samples):,} responses: "
        + ", ".join(f"{outcomes[one]:,} {one.value.replace('_', ' ')}" for one in Outcome)
    )
    for use in scorers_used(run.samples):
        lines.append(visible(f"{use.kind} by {use.scorer} @ {use.revision or 'no revision'}"))
        if is_smoke_test(use.scorer):
            lines[-1] += ": a smoke test, its numbers measure nothing"
    rows = [_row(run, run.samples, metric, found.whole) for metric in metrics]
    head = ("metric", "value", "95 % interval", "over", "n", "coverage")
    lines += ["", *table(head, rows, numbers=(1, 4, 5)), *_certainty(run.samples)]
    shown = [one for one in metrics if one.by_group] or [one for one in metrics if not one.beside]
    for field, parts in found.by.items():
        if len(parts) < 2:
            continue
        held = parts_by(run.samples, field)
        rows = [
            (name, str(len(held[name])), *(_cell(run, held[name], one, parts[name])
                                           for one in shown))
            for name in parts
        ]  # fmt: skip
        lines += ["", *table((field, "n", *(one.name for one in shown)), rows, numbers=(1,))]
        lines += _given(parts[name][one.name] for name in parts for one in shown)
    if run.expected is not None and run.prompts != run.expected:
        text = (
            f"INCOMPLETE: samples of {run.prompts:,} of the {run.expected:,} prompts that were run"
        )
        lines += ["", text]
    lines += ["", *map(visible, run.notes)] if run.notes else []
    if run.unreadable:
        lines += ["", f"lines of the samples left out: {len(run.unreadable)}; the first: "
                  + visible(run.unreadable[0])]  # fmt: skip
    return lines


_GIVEN = {
    "groups": "over groups alone, with these prompts only: a part has too few templates for others",
    "templates": "over templates alone, with these groups only: a part has too few for others",
}


def _given(figures: Iterable[Figure]) -> list[str]:
    """What is taken as given in some of the intervals of a table."""
    kinds = {one.interval_kind for one in figures if one.interval}
    return [f"intervals {text}" for kind, text in _GIVEN.items() if kind in kinds]


def _certainty(records: Sequence[Record]) -> list[str]:
    """How the refusal rate depends on readings that may be wrong."""
    found = certainty_of(records)
    if found is None or found.low is None or found.high is None:
        return []
    text = (
        f"refused by a rule that may err: {found.uncertain:,} of {found.refused:,}; were all such "
    )
    text += "readings the other way, the refusal rate would be "
    return [f"{text}{number(found.low)} to {number(found.high)}"]


def _row(run: Run, records: Sequence[Record], metric: Metric, figures: Figures) -> tuple[str, ...]:
    figure = figures[metric.name]
    coverage = _coverage(metric, figures)
    value, interval = _value(run, records, metric, figures)
    return (
        metric.name, value, interval, figure.interval_kind or "" if interval else "",
        f"{figure.n:,}", coverage,
    )  # fmt: skip


def _cell(run: Run, records: Sequence[Record], metric: Metric, figures: Figures) -> str:
    value, interval = _value(run, records, metric, figures)
    return f"{value} {interval}".rstrip()


def _value(
    run: Run, records: Sequence[Record], metric: Metric, figures: Figures
) -> tuple[str, str]:
    """The value and its interval; below the coverage floor between what it lies."""
    figure = figures[metric.name]
    covered = figures.get(f"{metric.kind}_coverage") if metric.kind else None
    if covered and covered.n and not reaches(round(covered.numerator), covered.n, run.floor):
        bounds = bounds_of(records, metric) if covered.numerator else None
        between = f"between {number(bounds[0])} and {number(bounds[1])}" if bounds else ""
        return "not publishable" if covered.numerator else "not scored", between
    interval = figure.interval
    ends = f"[{number(interval[0])}, {number(interval[1])}]" if interval else ""
    return number(figure.value), ends


def _coverage(metric: Metric, figures: Figures) -> str:
    covered = figures.get(f"{metric.kind}_coverage") if metric.kind else None
    if covered is None or covered.value is None:
        return ""
    # Cut, not rounded: only full coverage reads 100 %.
    return f"{int(covered.value * 1000 + 1e-9) / 10:g} %"


def _recorded(run: Run) -> list[str]:
    rows = [
        (metric.name, number(value), number(error))
        for metric in metrics_of(run.task)
        for value, error in [run.results.get(metric.name, (None, None))]
    ]
    return table(("metric", "value", "standard error"), rows, numbers=(1, 2))
