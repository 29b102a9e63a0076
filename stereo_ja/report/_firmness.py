"""What the headline would be under other choices, as tables."""

from __future__ import annotations

from stereo_ja.findings import Findings
from stereo_ja.report._figures import shown
from stereo_ja.report._format import MISSING, count

__all__ = ["by_reader", "over_refusals"]

Rows = tuple[tuple[str, ...], ...]


def by_reader(findings: Findings, barred: frozenset[str]) -> Rows:
    """Metric, reader, value, interval, denominator; empty where one reader only is known."""
    held = [
        one for one in findings.sensitivity if one.reader is not None and one.metric not in barred
    ]
    return tuple(
        (
            f"{shown(one.metric).title}, {one.reader}" + (" (headline)" if one.own else ""),
            shown(one.metric).text(one.figure.value),
            shown(one.metric).interval(one.figure.interval) or MISSING,
            count(one.figure.n),
        )
        for one in held
    )


def over_refusals(findings: Findings, barred: frozenset[str]) -> Rows:
    """Metric, observed, lowest and highest had everything been answered, refused, denominator."""
    return tuple(
        (
            shown(key).title,
            shown(key).text(found.observed),
            shown(key).text(found.low),
            shown(key).text(found.high),
            count(found.refused),
            count(found.n),
        )
        for key, found in findings.refusal_bounds.items()
        if key not in barred and found.low is not None
    )
