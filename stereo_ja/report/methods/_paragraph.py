"""Methods text in full sentences, ready to be pasted into a paper."""

from __future__ import annotations

from collections.abc import Sequence

from stereo_ja.compare import Comparison
from stereo_ja.findings import Findings
from stereo_ja.reading import Outcome
from stereo_ja.report._figures import Figure, shown
from stereo_ja.report._format import count, place, plain
from stereo_ja.runs import Run, ScorerUse
from stereo_ja.version import __version__

__all__ = ["comparison_paragraph", "run_paragraph"]

_PAPER = "Nakanishi et al., arXiv:2503.01947"


def run_paragraph(
    run: Run, findings: Findings, scorers: Sequence[ScorerUse], cards: Sequence[Figure]
) -> str:
    """How one run was made and what it gave, with every version and denominator."""
    return " ".join(
        [_asked(run), _generated(run), _read(run), *_scored(run, scorers), _found(cards, findings)]
    )


def comparison_paragraph(found: Comparison) -> str:
    """How runs were compared."""
    return (
        f"Runs were compared on common prompts with stereo-ja {__version__}: differences are "
        "paired within prompts; intervals are at 95 %, by Student’s t with social groups random "
        "and templates random within their fixed formats (variance of templates pooled within "
        "formats, Satterthwaite’s degrees of freedom), and so are the p values of differences and "
        "of dependent correlations, adjusted by Holm; correlations are Pearson’s r of per-prompt "
        "values, their intervals on Fisher’s z. Williams’ and McNemar’s tests, where given, take "
        "prompts for independent."
    )


def _asked(run: Run) -> str:
    groups = len({one.group_id or one.group for one in run.samples})
    templates = len({one.template_id for one in run.samples})
    model = place(run.model)
    extra = [
        f"{key} {place(value)}" for key, value in run.settings.model_args if value != run.model
    ]
    backend = [f"{run.settings.model_type} backend"] if run.settings.model_type else []
    within = f" ({', '.join(extra + backend)})" if extra + backend else ""
    return (
        f"{model}{within} answered the task {run.task} (version "
        f"{run.task_version or 'not recorded'}; {count(run.prompts)} prompts: {count(groups)} "
        f"social groups × {count(templates)} templates) of stereo-ja {__version__} after {_PAPER}, "
        f"under lm-evaluation-harness {run.harness_version or '(version not recorded)'}."
    )


def _generated(run: Run) -> str:
    settings = run.settings
    held = [f"{key} {plain(value, 80)}" for key, value in settings.generation if value != "null"]
    template = {True: "with", False: "without", None: "with or without (not recorded)"}
    system = "no system instruction was recorded"
    if settings.system_instruction:
        system = f"the system instruction has SHA-256 {settings.system_instruction[:16]}…"
    each = len(run.samples) / run.prompts if run.prompts else 0
    return (
        f"Responses were generated {template[settings.chat_template]} the chat template, "
        f"{count(each)} per prompt ({', '.join(held) or 'settings not recorded'}); {system}."
    )


def _read(run: Run) -> str:
    outcomes = [one.outcome for one in run.samples]
    counted = ", ".join(
        f"{count(outcomes.count(outcome))} {outcome.value.replace('_', ' ')}" for outcome in Outcome
    )
    return f"The reader “{plain(run.settings.reader or 'not recorded')}” found {counted}."


def _scored(run: Run, scorers: Sequence[ScorerUse]) -> list[str]:
    lines = []
    for use in scorers:
        total = use.scored + use.not_scorable + use.failed
        days = sorted({use.first[:10], use.last[:10]} - {""})
        when = f" on {' to '.join(map(plain, days))}" if days else ""
        lines.append(
            f"{use.kind.capitalize()} was scored by {plain(use.scorer)} (revision "
            f"{plain(use.revision or 'not recorded')}){when}: {count(use.scored)} of "
            f"{count(total)} options."
        )
    return lines


def _found(cards: Sequence[Figure], findings: Findings) -> str:
    told = [
        f"{shown(card.key).title.lower()} {card.value}"
        + (f" [{card.interval.replace(' to ', ', ')}]" if card.interval else "")
        + f" ({card.basis})"
        for card in cards
        if card.scored
    ]
    told += [
        f"{shown(card.key).title.lower()} not publishable, between "
        f"{card.bounds.replace(' to ', ' and ')}"
        for card in cards
        if card.bounds
    ]
    kinds = sorted({one.interval_kind for one in findings.estimates.values() if one.interval_kind})
    how = f" Intervals are at 95 %, over {' or '.join(kinds)}" if kinds else ""
    if any(kind.startswith("saved") for kind in kinds):
        how += " (1.96 times the standard error in the results file; no samples)."
    elif kinds:
        how += (
            " (Student’s t on the logit scale of bounded metrics; groups random, templates random "
            "within their fixed formats, the variance of templates pooled within formats, "
            "Satterthwaite’s degrees of freedom)."
        )
    return f"Results: {'; '.join(told)}.{how}"
