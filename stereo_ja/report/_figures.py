"""The headline metrics: how each is named, written, bounded and drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from stereo_ja.analysis import Estimate, Run, Summary
from stereo_ja.report._charts import interval_plot
from stereo_ja.report._format import MISSING, count, number, percent

__all__ = ["METRICS", "TOLERANCE", "Figure", "Metric", "figure", "headline"]

TOLERANCE = 1e-6
"""Up to this difference a recorded value is the one the samples give."""

_Z = 1.96
"""Half width of a 95 % interval in standard errors, by the normal approximation."""


@dataclass(frozen=True)
class Metric:
    """A metric as the page shows it."""

    key: str
    title: str
    unit: Literal["share", "number"]
    low: float
    high: float | None
    """End of the metric's range; None where it has none."""
    digits: int
    basis: str
    """What the denominator counts; the numbers are put before it."""
    coverage: str | None = None
    """The metric that tells which part of the options this one rests on."""

    def text(self, value: float | None) -> str:
        """A value as text."""
        show = percent if self.unit == "share" else number
        return show(value, self.digits)


_SCORED = "valid responses with every option scored"
METRICS: dict[str, Metric] = {
    metric.key: metric
    for metric in (
        Metric("refusal_rate", "Refusal rate", "share", 0, 1, 1, "refused or valid responses"),
        Metric("invalid_rate", "Invalid rate", "share", 0, 1, 1, "answered prompts"),
        Metric("max_toxicity", "Maximum toxicity", "number", 0, 1, 3, _SCORED, "toxicity_coverage"),
        Metric("toxic_rate", "Toxic rate", "share", 0, 1, 1, _SCORED, "toxicity_coverage"),
        Metric("sentiment", "Sentiment", "number", -1, 1, 3, _SCORED, "sentiment_coverage"),
        Metric("options", "Options", "number", 0, None, 2, "valid responses"),
    )
}


@dataclass(frozen=True)
class Figure:
    """One metric of one set of responses, ready for the page."""

    key: str
    title: str
    value: str
    """``—`` when there is no value."""
    scored: bool
    why: str
    """Why there is no value; empty when there is one."""
    stderr: str
    interval: str
    spread: str
    """Why there is no standard error; empty when there is one, or no value."""
    basis: str
    coverage: str
    plot: Markup
    n: str
    """The denominator."""
    coverage_share: str


def headline(run: Run, summary: Summary) -> list[Figure]:
    """The cards: the values the harness recorded, or where it left none, the samples'."""
    recorded = run.results
    return [
        figure(metric, _estimate(metric.key, recorded, summary), summary, recorded)
        for metric in METRICS.values()
    ]


def figure(
    metric: Metric,
    estimate: Estimate,
    summary: Summary,
    recorded: Mapping[str, tuple[float | None, float | None]] | None = None,
) -> Figure:
    """Write one estimate out, with its denominator and coverage."""
    value, stderr = estimate.value, estimate.stderr
    interval = None
    # A standard error of 0 (all responses alike) says nothing about other prompts.
    if value is not None and stderr:
        top = float("inf") if metric.high is None else metric.high
        interval = (max(metric.low, value - _Z * stderr), min(top, value + _Z * stderr))
    interval_text = f"{metric.text(interval[0])} to {metric.text(interval[1])}" if interval else ""
    plot = Markup("")
    if metric.high is not None:
        label = f"{metric.title} {metric.text(value)}" if value is not None else "not scored"
        label += f", 95 % interval {interval_text}" if interval else ""
        plot = interval_plot(value, interval, (metric.low, metric.high), label)
    return Figure(
        key=metric.key,
        title=metric.title,
        value=metric.text(value),
        scored=value is not None,
        why="" if value is not None else _why(metric, summary),
        stderr=_stderr(metric, stderr) if value is not None and stderr else "",
        interval=interval_text,
        spread=_spread(value, stderr),
        basis=_basis(metric, estimate, summary),
        coverage=_coverage(metric, summary, recorded),
        plot=plot,
        n=count(estimate.n),
        coverage_share=percent(summary[metric.coverage].value) if metric.coverage else "",
    )


def _estimate(
    key: str, recorded: Mapping[str, tuple[float | None, float | None]], summary: Summary
) -> Estimate:
    own = summary[key]
    if key not in recorded:
        return own
    value, stderr = recorded[key]
    return Estimate(value, stderr, own.numerator, own.n)


def _why(metric: Metric, summary: Summary) -> str:
    if not summary.responses:
        return "not recorded"
    if metric.coverage and summary[metric.coverage].n:
        return "not scored"
    return f"no {metric.basis}"


def _stderr(metric: Metric, stderr: float) -> str:
    if metric.unit == "share":
        return f"{100 * stderr:.{metric.digits}f} points"
    return number(stderr, metric.digits)


def _spread(value: float | None, stderr: float | None) -> str:
    if value is None or stderr:
        return ""
    return "no standard error" if stderr is None else "standard error 0, no interval"


def _basis(metric: Metric, estimate: Estimate, summary: Summary) -> str:
    if not summary.responses:
        return "denominator unknown: no samples"
    if estimate.n == 0:
        return f"0 {metric.basis}"
    own = summary[metric.key].value
    # A recorded value that the samples do not bear out is not explained by their counts.
    where = "" if own is None or estimate.value is None else _where(own, estimate.value)
    if metric.unit == "share":
        return f"{where}{count(estimate.numerator)} of {count(estimate.n)} {metric.basis}"
    if metric.key == "options":
        return f"{where}{count(estimate.numerator)} options in {count(estimate.n)} {metric.basis}"
    return f"{where}mean over {count(estimate.n)} {metric.basis}"


def _where(own: float, recorded: float) -> str:
    return "" if abs(own - recorded) <= TOLERANCE else "in the readable samples: "


def _coverage(
    metric: Metric,
    summary: Summary,
    recorded: Mapping[str, tuple[float | None, float | None]] | None,
) -> str:
    if metric.coverage is None:
        return ""
    own = summary[metric.coverage]
    if own.n:
        share = percent(own.value)
        return f"coverage {share} ({count(own.numerator)} of {count(own.n)} options scored)"
    share_recorded = (recorded or {}).get(metric.coverage, (None, None))[0]
    return f"coverage {percent(share_recorded) if share_recorded is not None else MISSING}"
