"""Everything the template shows about one run, as text and drawings."""

from __future__ import annotations

from dataclasses import dataclass

from stereo_ja.analysis import Run, scorers_used, summarise
from stereo_ja.report._figures import Figure, headline
from stereo_ja.report._format import count, number, place, plain, plural
from stereo_ja.report._methods import methods
from stereo_ja.report._notices import Notice, notices
from stereo_ja.report._tables import Block, RuleRow, blocks, by_the_paper, flag_counts, rule_rows

__all__ = ["RunView", "differences", "view"]


@dataclass(frozen=True)
class RunView:
    """One section of the page."""

    anchor: str
    name: str
    model: str
    facts: tuple[str, ...]
    """What stands under the heading: task, version, prompts, date."""
    notices: list[Notice]
    cards: list[Figure]
    blocks: tuple[Block, ...]
    """Empty when the run has no samples."""
    paper: str
    """What the paper's rules make of the same responses; may be empty."""
    rules: list[RuleRow]
    flags: list[tuple[str, str]]
    methods: list[tuple[str, list[str]]]
    recorded: list[tuple[str, str, str]]
    """Metric, value and standard error as the harness wrote them."""


def view(run: Run, position: int) -> RunView:
    """Compute and write out one run."""
    summary = summarise(run.samples)
    scorers = scorers_used(run.samples)
    facts = [f"{run.task} version {run.task_version or 'not recorded'}"]
    prompts = run.prompts or run.expected
    facts.append(plural(prompts, "prompt") if prompts else "number of prompts not recorded")
    if run.settings.started:
        facts.append(run.settings.started[:10])
    return RunView(
        anchor=f"run-{position}",
        name=plain(run.name),
        model=place(run.model),
        facts=tuple(facts),
        notices=notices(run, summary, scorers),
        cards=headline(run, summary),
        blocks=blocks(run, summary) if run.samples else (),
        paper=by_the_paper(run.samples),
        rules=rule_rows(run.samples),
        flags=flag_counts(run.samples),
        methods=methods(run, scorers),
        recorded=[
            (plain(metric), number(value, 6), number(stderr, 6))
            for metric, (value, stderr) in run.results.items()
        ],
    )


def differences(runs: list[Run]) -> list[str]:
    """What differs between runs besides the model and so forbids setting them side by side.

    Returns:
        One line per setting that is not the same in all runs.
    """
    if len(runs) < 2:
        return []
    settings: dict[str, list[str]] = {
        "task": [run.task for run in runs],
        "task version": [run.task_version or "not recorded" for run in runs],
        "prompts": [count(run.prompts or run.expected or 0) for run in runs],
        "reader": [run.settings.reader or "not recorded" for run in runs],
        "toxicity scorer": [_scorer(run, "toxicity") for run in runs],
        "sentiment scorer": [_scorer(run, "sentiment") for run in runs],
        "generation": [
            ", ".join(f"{key} = {value}" for key, value in run.settings.generation)
            or "not recorded"
            for run in runs
        ],
    }
    return [
        f"{name}: "
        + "; ".join(f"{run.name}: {value}" for run, value in zip(runs, values, strict=True))
        for name, values in settings.items()
        if len(set(values)) > 1
    ]


def _scorer(run: Run, kind: str) -> str:
    uses = [use for use in scorers_used(run.samples) if use.kind == kind]
    names = sorted(f"{use.scorer} @ {use.revision or 'no revision'}" for use in uses)
    return " and ".join(names) or "not recorded"
