"""The headline metrics: how each is named, written, bounded and drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import isinf

from markupsafe import Markup

from stereo_ja.findings import Figure as Found
from stereo_ja.findings import recorded_figure as recorded
from stereo_ja.metrics import Metric, bounds_of, metric_named, reaches
from stereo_ja.pipeline import Record
from stereo_ja.report._format import MISSING, count, interval, number, percent
from stereo_ja.report._svg import interval_plot
from stereo_ja.runs import Run

__all__ = ["Figure", "Shown", "figure", "recorded_figure", "shown"]


@dataclass(frozen=True)
class Shown:
    """A metric as the page writes it."""

    metric: Metric

    @property
    def key(self) -> str:
        """The metric's name."""
        return self.metric.name

    @property
    def title(self) -> str:
        """What a person calls it."""
        return self.metric.title

    @property
    def digits(self) -> int:
        """Decimals of its text."""
        return self.metric.digits

    @property
    def share(self) -> bool:
        """Whether it is written in percent."""
        return self.metric.unit == "share"

    @property
    def coverage(self) -> str | None:
        """The metric that tells which part of the options this one rests on."""
        return None if self.metric.kind is None else f"{self.metric.kind}_coverage"

    def text(self, value: float | None) -> str:
        """A value as text."""
        show = percent if self.share else number
        return show(value, self.digits)

    def gap(self, value: float | None) -> str:
        """A difference of two values; of shares in percentage points."""
        if value is None or not self.share:
            return number(value, self.digits)
        return f"{number(100 * value, self.digits)} pp"

    def gap_interval(self, ends: tuple[float, float] | None) -> str:
        """Two ends of a difference as text; a dash without them."""
        if ends is None or not self.share:
            return interval(ends, self.digits)
        return f"{interval((100 * ends[0], 100 * ends[1]), self.digits)} pp"

    def brackets(self, ends: tuple[float, float] | None) -> str:
        """`` [0.412, 0.466]`` to put behind a value; empty without the ends."""
        return f" [{self.interval(ends).replace(' to ', ', ')}]" if ends else ""

    def interval(self, ends: tuple[float, float] | None) -> str:
        """Two ends as text; empty without them."""
        return interval(ends, self.digits, share=self.share) if ends else ""


@cache
def shown(name: str) -> Shown:
    """The metric of a name."""
    return Shown(metric_named(name))


@dataclass(frozen=True)
class Figure:
    """One metric of one set of responses, ready for the page."""

    key: str
    title: str
    value: str
    """``—`` when there is no value or none to publish."""
    scored: bool
    why: str
    """Why there is no value; empty when there is one."""
    bounds: str
    """Between what the mean lies, where coverage is too low to publish it; else empty."""
    interval: str
    spread: str
    """Why there is no interval; empty when there is one, or no value."""
    basis: str
    coverage: str
    plot: Markup
    n: str
    """The denominator."""
    coverage_share: str


def figure(
    metric: Shown, found: Mapping[str, Found], floor: float, responses: Sequence[Record]
) -> Figure:
    """Write one metric of some responses out, with its denominator and coverage.

    Args:
        metric: Which.
        found: Metric to finding, of these responses.
        floor: Coverage below which the mean is not shown, but what it lies between.
        responses: What ``found`` was found in.
    """
    own = found[metric.key]
    covered = found[metric.coverage] if metric.coverage else None
    value, ends = own.value, own.interval
    bounds = None
    if (
        covered is not None
        and covered.n
        and not reaches(round(covered.numerator), covered.n, floor)
    ):
        # Where nothing is scored the bounds are the whole range and say nothing.
        bounds = bounds_of(responses, metric.metric) if covered.numerator else None
        value = ends = None
    return Figure(
        key=metric.key,
        title=metric.title,
        value=metric.text(value),
        scored=value is not None,
        why="" if value is not None else _why(metric, covered),
        bounds=metric.interval(bounds),
        interval=metric.interval(ends),
        spread="" if value is None or ends else own.why_missing or "",
        basis=_basis(metric, own),
        coverage=_coverage(covered) if covered and covered.n else "",
        plot=_plot(metric, value, ends, bounds),
        n=count(own.n),
        coverage_share=percent(covered.value) if covered else "",
    )


def recorded_figure(metric: Shown, run: Run) -> Figure:
    """What the harness wrote, of a run without samples."""
    own = recorded(run, metric.metric)
    value, ends = own.value, own.interval
    share = run.results.get(metric.coverage or "", (None, None))[0]
    return Figure(
        key=metric.key,
        title=metric.title,
        value=metric.text(value),
        scored=value is not None,
        why="" if value is not None else "not recorded",
        bounds="",
        interval=metric.interval(ends),
        spread="" if value is None or ends else own.why_missing or "",
        basis="denominator unknown: no samples"
        + (f"; interval from the {own.interval_kind}" if ends else ""),
        coverage=f"coverage {percent(share) if share is not None else MISSING}"
        if metric.coverage
        else "",
        plot=_plot(metric, value, ends, None),
        n=MISSING,
        coverage_share="",
    )


def _plot(
    metric: Shown,
    value: float | None,
    ends: tuple[float, float] | None,
    bounds: tuple[float, float] | None,
) -> Markup:
    if isinf(metric.metric.high):
        return Markup("")
    label = f"{metric.title} {metric.text(value)}" if value is not None else "no value"
    label += f", 95 % interval {metric.interval(ends)}" if ends else ""
    label += f", between {metric.interval(bounds)}" if bounds else ""
    return interval_plot(value, ends, metric.metric.limits, label, bounds=bounds)


def _why(metric: Shown, covered: Found | None) -> str:
    return "not scored" if covered is not None and covered.n else f"no {metric.metric.basis}"


def _basis(metric: Shown, own: Found) -> str:
    basis = metric.metric.basis
    if own.n == 0:
        return f"0 {basis}"
    if metric.share:
        return f"{count(own.numerator)} of {count(own.n)} {basis}"
    if metric.metric.unit == "count":
        return f"{count(own.numerator)} {metric.title.lower()} in {count(own.n)} {basis}"
    return f"mean over {count(own.n)} {basis}"


def _coverage(covered: Found) -> str:
    share = percent(covered.value)
    return f"coverage {share} ({count(covered.numerator)} of {count(covered.n)} options scored)"
