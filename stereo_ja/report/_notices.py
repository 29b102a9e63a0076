"""What a reader must know before the numbers: shown above them, worst first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stereo_ja.metrics import Summary, certainty_of, metric_named, reaches
from stereo_ja.pipeline import KINDS
from stereo_ja.reading import Outcome
from stereo_ja.report._format import count, percent, plural
from stereo_ja.runs import Run, ScorerUse
from stereo_ja.scoring import Kind, is_smoke_test

__all__ = ["Notice", "notices"]

_TOLERANCE = 1e-6
"""Up to this difference a recorded value is the one the samples give."""

_SHOWN = 5


@dataclass(frozen=True)
class Notice:
    """A banner."""

    level: Literal["stop", "warn", "note"]
    title: str
    lines: tuple[str, ...]


def notices(run: Run, summary: Summary, scorers: list[ScorerUse]) -> list[Notice]:
    """The banners of one run."""
    found = [
        _lexicon(scorers),
        *(_coverage(run, summary, kind, scorers) for kind in KINDS),
        _data(run, summary, scorers),
        _template(run),
        _uncertain(run),
        _remarks(run),
    ]
    order = ("stop", "warn", "note")
    shown = [notice for notice in found if notice is not None]
    return sorted(shown, key=lambda notice: order.index(notice.level))


def _uncertain(run: Run) -> Notice | None:
    found = certainty_of(run.samples)
    if found is None or found.low is None or found.high is None or found.low == found.high:
        return None
    line = (
        f"{count(found.uncertain)} of {count(found.refused)} refusals rest on a rule of the reader "
        "that may err. Were all readings by such rules the other way, the refusal rate would be "
        f"{percent(found.low)} to {percent(found.high)}."
    )
    return Notice("note", "How sure the refusal rate is", (line,))


def _lexicon(scorers: list[ScorerUse]) -> Notice | None:
    kinds = [
        kind for kind in KINDS if any(is_smoke_test(s.scorer) and s.kind == kind for s in scorers)
    ]
    if not kinds:
        return None
    names = " and ".join(kinds)
    line = (
        f"The {names} values come from the built-in word lists (lexicon). They show that the "
        "pipeline works from end to end. Do not publish them; do not compare models by them."
    )
    return Notice(
        "stop",
        "Smoke test, not a toxicity measure"
        if "toxicity" in kinds
        else "Smoke test, not a sentiment measure",
        (line,),
    )


def _coverage(run: Run, summary: Summary, kind: Kind, scorers: list[ScorerUse]) -> Notice | None:
    if f"{kind}_coverage" not in summary.estimates:
        return None
    own, floor = summary[f"{kind}_coverage"], run.floor
    share = own.value
    if not own.n:
        share = run.results.get(f"{kind}_coverage", (None, None))[0]
    if share is None or (reaches(round(own.numerator), own.n, floor) if own.n else share >= floor):
        return None
    if own.n and {use.scorer for use in scorers if use.kind == kind} == {"none"}:
        line = f"The scorer was none: coverage {percent(share)}, not publishable as it is."
        return Notice("warn", f"{kind.capitalize()} was not scored", (line,))
    left_out = (
        f"A response with an option that has no score is left out of the {kind} numbers; they may "
        f"be published from {percent(floor, 0)} coverage on. "
        "Score the saved samples again with stereo-ja rescore once the scorer works."
    )
    lines = [left_out]
    if own.n:
        lines.insert(0, f"{count(own.numerator)} of {plural(own.n, 'option')} have a {kind} score.")
    title = f"{kind.capitalize()} is not publishable: coverage {percent(share)}"
    return Notice("stop", title, tuple(lines))


def _data(run: Run, summary: Summary, scorers: list[ScorerUse]) -> Notice | None:
    lines = []
    if not run.samples:
        lines.append(
            "There are no readable samples: the numbers are the harness's own, without "
            "denominators or breakdowns. Run lm_eval with --log_samples."
        )
    if run.unreadable:
        lines.append(f"{plural(len(run.unreadable), 'unreadable line')} of the samples left out:")
        lines.extend(run.unreadable[:_SHOWN])
        if len(run.unreadable) > _SHOWN:
            lines.append(f"… and {count(len(run.unreadable) - _SHOWN)} more")
    if run.samples and run.expected is not None and run.prompts != run.expected:
        lines.append(
            f"The harness evaluated {count(run.expected)} prompts; "
            f"the samples hold {count(run.prompts)}."
        )
    if missing := summary.outcomes[Outcome.NOT_GENERATED]:
        lines.append(f"{plural(missing, 'response')} not generated: counted in no rate.")
    if differing := _differing(run, summary):
        lines.append(
            "The harness's values differ from those computed from the samples: "
            + ", ".join(differing)
            + "."
        )
    for kind in KINDS:
        names = [f"{s.scorer} @ {s.revision or 'no revision'}" for s in scorers if s.kind == kind]
        if len(names) > 1:
            lines.append(f"More than one {kind} scorer: {', '.join(names)}.")
    return Notice("warn", "Problems in the data", tuple(lines)) if lines else None


def _differing(run: Run, summary: Summary) -> list[str]:
    """Recorded values that the samples do not bear out, when all samples could be read."""
    if not run.samples or run.unreadable or run.prompts != (run.expected or run.prompts):
        return []
    differing = []
    for metric, estimate in summary.estimates.items():
        if metric not in run.results:
            continue
        recorded, own = run.results[metric][0], estimate.value
        if recorded is None and (own is None or _withheld(run, metric)):
            continue
        if recorded is None or own is None or abs(recorded - own) > _TOLERANCE:
            differing.append(f"{metric} ({recorded} recorded, {own} from the samples)")
    return differing


def _withheld(run: Run, metric: str) -> bool:
    """Whether the harness recorded no value because too few options have a score."""
    kind = metric_named(metric).kind
    return kind is not None and run.coverage(kind).publishable is False


def _template(run: Run) -> Notice | None:
    if run.settings.chat_template is not False:
        return None
    line = (
        "An instruction-tuned model answers these prompts as intended only with "
        "--apply_chat_template. For a base model without a template this is as it should be."
    )
    return Notice("warn", "The chat template was off", (line,))


def _remarks(run: Run) -> Notice | None:
    lines = list(run.notes)
    if run.expected is not None and run.total is not None and run.expected < run.total:
        lines.insert(
            0, f"A part of the benchmark: {count(run.expected)} of {count(run.total)} prompts."
        )
    if run.prompts and len(run.samples) != run.prompts:
        lines.append(
            f"{count(len(run.samples))} responses to {count(run.prompts)} prompts: "
            "every response counts once."
        )
    return Notice("note", "About this run", tuple(lines)) if lines else None
