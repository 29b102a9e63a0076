"""A figure of which only the results file is left."""

from __future__ import annotations

from stereo_ja.findings._model import Figure
from stereo_ja.metrics import Metric
from stereo_ja.runs import Run
from stereo_ja.stats._interval import t_interval
from stereo_ja.stats._uncertainty import Kind
from stereo_ja.stats._variance import Spread

__all__ = ["recorded_figure"]

_MANY = 1e9
"""Degrees of freedom where none are saved: those of the normal distribution."""
_ONE_ESTIMAND = 5
"""Task version from which on the saved error is over groups and templates."""


def recorded_figure(run: Run, metric: Metric) -> Figure:
    """What the harness wrote; its n is 0, for no denominator is saved.

    The interval is 1.96 saved standard errors, because their degrees of freedom are not saved: it
    is narrower than the one from samples.
    """
    value, error = run.results.get(metric.name, (None, None))
    if value is None:
        return Figure(
            None, 0, 0.0, None, None, why_missing="not recorded, and there are no samples"
        )
    interval = t_interval(value, Spread(error, _MANY) if error else None, metric.limits)
    version = run.task_version or ""
    whole = version.isdecimal() and int(version) >= _ONE_ESTIMAND
    kind: Kind = "saved error" if whole else "saved error, groups"
    missing = None if interval else "no standard error is saved"
    return Figure(
        value, 0, 0.0, interval, kind if interval else None, error=error, why_missing=missing
    )
