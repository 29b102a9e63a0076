"""Outcomes and scores of all prompts, by format and by category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from stereo_ja.findings import Figure as Found
from stereo_ja.findings import Findings
from stereo_ja.metrics import parts_by, shown_metrics
from stereo_ja.pipeline import Record
from stereo_ja.reading import Outcome
from stereo_ja.report._figures import Figure, figure, shown
from stereo_ja.report._format import count, title
from stereo_ja.report._svg import stacked_bar
from stereo_ja.runs import Run

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
    parts = [Block("All prompts", (_row(run, "All", run.samples, findings.estimates, floor),))]
    for field, name in (("format", "By format"), ("category", "By category")):
        held = parts_by(run.samples, field)
        rows = tuple(
            _row(run, title(key), held[key], found, floor)
            for key, found in findings.by[field].items()
        )
        parts.append(Block(name, rows))
    return tuple(parts)


def _row(
    run: Run, label: str, responses: Sequence[Record], found: Mapping[str, Found], floor: float
) -> Row:
    outcomes = Counter(one.outcome.value for one in responses)
    return Row(
        label=label,
        bar=stacked_bar([(name, outcomes[name]) for name in OUTCOMES]),
        counts=tuple(count(outcomes[name]) for name in OUTCOMES),
        figures={
            metric.name: figure(shown(metric.name), found, floor, responses)
            for metric in shown_metrics(run.task)
        },
    )
