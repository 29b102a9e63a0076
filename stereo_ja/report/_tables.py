"""Outcomes and scores of all prompts, by format and by category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from stereo_ja.analysis import Response, Run
from stereo_ja.findings import Figure as Found
from stereo_ja.findings import Findings
from stereo_ja.reading._outcome import Outcome
from stereo_ja.report._figures import METRICS, Figure, figure
from stereo_ja.report._format import count, title
from stereo_ja.report._svg import stacked_bar

__all__ = ["OUTCOMES", "Block", "Row", "blocks"]

OUTCOMES = tuple(outcome.value for outcome in Outcome)
"""Outcome names in the order of every bar, legend and table."""


@dataclass(frozen=True)
class Row:
    """One format or category."""

    label: str
    bar: Markup
    counts: tuple[str, ...]
    """In the order of OUTCOMES."""
    figures: dict[str, Figure]


@dataclass(frozen=True)
class Block:
    """The rows of one breakdown."""

    title: str
    rows: tuple[Row, ...]


def blocks(run: Run, findings: Findings, floor: float) -> tuple[Block, ...]:
    """All responses, then by format, then by category."""
    parts = [Block("All prompts", (_row("All", run.samples, findings.estimates, floor),))]
    for field, name in (("format", "By format"), ("category", "By category")):
        held: dict[str, list[Response]] = {}
        for one in run.samples:
            held.setdefault(getattr(one, field), []).append(one)
        rows = tuple(
            _row(title(key), held[key], found, floor) for key, found in findings.by[field].items()
        )
        parts.append(Block(name, rows))
    return tuple(parts)


def _row(
    label: str, responses: Sequence[Response], found: Mapping[str, Found], floor: float
) -> Row:
    outcomes = Counter(one.outcome.value for one in responses)
    return Row(
        label=label,
        bar=stacked_bar([(name, outcomes[name]) for name in OUTCOMES]),
        counts=tuple(count(outcomes[name]) for name in OUTCOMES),
        figures={key: figure(metric, found, floor, responses) for key, metric in METRICS.items()},
    )
