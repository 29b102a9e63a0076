"""Everything the page shows about one run, as text and drawings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stereo_ja.findings import Findings
from stereo_ja.metrics import metrics_of, shown_metrics, summarise
from stereo_ja.report import charts
from stereo_ja.report._effects import Effect, effects
from stereo_ja.report._figures import Figure, figure, recorded_figure, shown
from stereo_ja.report._firmness import by_reader, over_refusals
from stereo_ja.report._format import number, place, plain, plural
from stereo_ja.report._heatmap import Heatmap, heatmap
from stereo_ja.report._notices import Notice, notices
from stereo_ja.report._ranking import Ranking, ranking
from stereo_ja.report._reading import RuleRow, by_the_paper, flag_counts, rule_rows
from stereo_ja.report._tables import Block, blocks
from stereo_ja.report.charts import Chart
from stereo_ja.report.methods import methods, run_paragraph
from stereo_ja.runs import Run, scorers_used

__all__ = ["RunView", "view"]


_TOLD = frozenset({
    "refusal_rate", "invalid_rate", "max_toxicity", "toxic_rate", "mean_toxicity", "sentiment",
    "options",
})  # fmt: skip
"""Metrics with a place of their own in the chapter, or only among the cards."""


@dataclass(frozen=True)
class Further:
    """A metric with a table by format and category of its own."""

    key: str
    title: str
    axis: tuple[str, str]
    """The ends of its range."""
    basis: str


@dataclass(frozen=True)
class RunView:
    """One chapter of the page."""

    position: int
    """From 1."""
    name: str
    model: str
    facts: tuple[str, ...]
    """What stands under the heading: task, version, prompts, date."""
    notices: list[Notice]
    cards: list[Figure]
    blocks: tuple[Block, ...]
    """Empty when the run has no samples; everything computed from samples is then missing too."""
    tabled: tuple[str, ...]
    """The metrics that every row of ``blocks`` has."""
    further: tuple[Further, ...]
    """Those of them that no other part of the chapter shows."""
    effects: dict[str, Effect]
    charts: dict[str, Chart]
    """Those that have something to show, and that may be published."""
    by_reader: tuple[tuple[str, ...], ...]
    over_refusals: tuple[tuple[str, ...], ...]
    ranking: Ranking | None
    heatmap: Heatmap | None
    paper: str
    """What the paper's rules make of the same responses; may be empty."""
    rules: list[RuleRow]
    flags: list[tuple[str, str]]
    paragraph: str
    """Methods text; empty without samples."""
    methods: list[tuple[str, list[str]]]
    recorded: list[tuple[str, str, str]]
    """Metric, value and standard error as the harness wrote them."""


def view(run: Run, findings: Findings | None, position: int) -> RunView:
    """Write out one run. ``findings`` is None for a run without samples."""
    summary = summarise(run.samples, metrics_of(run.task))
    scorers = scorers_used(run.samples)
    barred = _barred(run)
    cards = _cards(run, findings)
    toxicity = findings is not None and "max_toxicity" in findings.estimates
    toxicity = toxicity and "max_toxicity" not in barred
    return RunView(
        position=position,
        name=plain(run.name),
        model=place(run.model),
        facts=_facts(run),
        notices=notices(run, summary, scorers),
        cards=cards,
        blocks=blocks(run, findings, run.floor) if findings else (),
        tabled=tuple(metric.name for metric in shown_metrics(run.task)) if findings else (),
        further=tuple(_further(run)) if findings else (),
        effects=effects(findings, barred) if findings else {},
        charts=_charts(run, findings, toxicity=toxicity) if findings else {},
        by_reader=by_reader(findings, barred) if findings else (),
        over_refusals=over_refusals(findings, barred) if findings else (),
        ranking=ranking(findings) if findings and toxicity else None,
        heatmap=heatmap(run),
        paper=by_the_paper(run.samples),
        rules=rule_rows(run.samples),
        flags=flag_counts(run.samples),
        paragraph=run_paragraph(run, findings, scorers, cards) if findings else "",
        methods=methods(run, scorers),
        recorded=[
            (plain(metric), number(value, 6), number(stderr, 6))
            for metric, (value, stderr) in run.results.items()
        ],
    )


def _facts(run: Run) -> tuple[str, ...]:
    facts = [f"{run.task} version {run.task_version or 'not recorded'}"]
    prompts = run.prompts or run.expected
    facts.append(plural(prompts, "prompt") if prompts else "number of prompts not recorded")
    if run.settings.started:
        facts.append(run.settings.started[:10])
    return tuple(facts)


def _further(run: Run) -> Iterator[Further]:
    for metric in shown_metrics(run.task):
        if metric.name not in _TOLD:
            ends = tuple(f"{end:g}" for end in metric.limits)
            yield Further(metric.name, metric.title, (ends[0], ends[1]), metric.basis)


def _cards(run: Run, findings: Findings | None) -> list[Figure]:
    metrics = [shown(metric.name) for metric in shown_metrics(run.task)]
    if findings is None:
        return [recorded_figure(metric, run) for metric in metrics]
    return [figure(metric, findings.estimates, run.floor, run.samples) for metric in metrics]


def _barred(run: Run) -> frozenset[str]:
    """Metrics whose means over the whole run may not be published."""
    return frozenset(
        metric.name
        for metric in metrics_of(run.task)
        if metric.kind and run.coverage(metric.kind).publishable is False
    )


def _charts(run: Run, findings: Findings, *, toxicity: bool) -> dict[str, Chart]:
    found: dict[str, Chart | None] = {"options": charts.option_counts(run)}
    if toxicity:
        found |= {
            "toxicity": charts.toxicity_by_format(run),
            "categories": charts.categories(findings),
            "caterpillar": charts.caterpillar(findings),
            "equal_k": charts.equal_k(findings),
            "thresholds": charts.thresholds(findings),
        }
    return {key: chart for key, chart in found.items() if chart is not None}
