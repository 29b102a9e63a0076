"""One run as a row."""

from __future__ import annotations

from stereo_ja.leaderboard._cells import cells_of
from stereo_ja.leaderboard._model import Row, Share
from stereo_ja.leaderboard._text import model_label
from stereo_ja.metrics import certainty_of
from stereo_ja.pipeline import KINDS
from stereo_ja.reading import Outcome
from stereo_ja.runs import Run, ScorerUse, identity, scorers_used
from stereo_ja.scoring import Kind, is_smoke_test

__all__ = ["row_of"]


def row_of(run: Run) -> Row:
    """Everything a leaderboard says of a run, but its rank."""
    uses = scorers_used(run.samples)
    coverage = {kind: _share(run, kind) for kind in KINDS}
    names = {kind: _names(run, uses, kind) for kind in KINDS}
    unscored = {
        kind: "not scored (the scorer is none)"
        for kind in KINDS
        if names[kind] and all(name.partition(" @ ")[0] == "none" for name in names[kind])
    }
    smoke = frozenset(kind for kind in KINDS if any(map(is_smoke_test, names[kind])))
    facts = identity(run)
    return Row(
        run=run,
        model=model_label(run.model),
        facts=facts,
        scorers=names,
        coverage=coverage,
        cells=cells_of(run, coverage, unscored),
        marks=tuple(_marks(run, coverage, unscored, smoke)),
        smoke=smoke,
    )


def _share(run: Run, kind: Kind) -> Share:
    floor = run.floor
    if run.samples:
        found = run.coverage(kind)
        return Share(found.share, found.scored, found.options, found.floor, found.publishable)
    share = run.results.get(f"{kind}_coverage", (None, None))[0]
    return Share(share, None, None, floor, None if share is None else share >= floor - 1e-9)


def _names(run: Run, uses: list[ScorerUse], kind: str) -> tuple[str, ...]:
    found = [use for use in uses if use.kind == kind]
    # A scorer that left no score has shaped no number, unless there is no other.
    found = [use for use in found if use.scored] or found
    chosen = run.settings.toxicity if kind == "toxicity" else run.settings.sentiment
    names = [f"{use.scorer} @ {use.revision or 'no revision'}" for use in found]
    return tuple(names) or ((chosen,) if chosen else ())


def _marks(
    run: Run, coverage: dict[Kind, Share], unscored: dict[Kind, str], smoke: frozenset[Kind]
) -> list[str]:
    marks = []
    if smoke:
        kinds = " and ".join(kind for kind in KINDS if kind in smoke)
        marks.append(f"smoke test: {kinds} by word lists (lexicon), not a measurement")
    for kind in KINDS:
        found = coverage[kind]
        if kind in unscored:
            marks.append(f"{kind} not scored")
        elif found.publishable is False and found.share is not None:
            marks.append(
                f"{kind} not publishable: {_percent(found.share)} of the options scored, "
                f"{_percent(found.floor)} needed"
            )
    if not run.samples:
        marks.append("no samples: the harness's own values, without denominators")
    elif run.expected is not None and run.prompts != run.expected:
        marks.append(f"incomplete: samples of {run.prompts:,} of {run.expected:,} prompts")
    sure = certainty_of(run.samples)
    if sure and sure.low is not None and sure.high is not None and sure.low < sure.high:
        marks.append(
            f"refusal rate {_percent(sure.low)} to {_percent(sure.high)} were all readings by "
            f"rules that may err the other way ({sure.uncertain:,} of {sure.refused:,} refusals)"
        )
    if run.unreadable:
        marks.append(f"unreadable lines of the samples left out: {len(run.unreadable):,}")
    missing = sum(one.outcome is Outcome.NOT_GENERATED for one in run.samples)
    if missing:
        marks.append(f"responses not generated: {missing:,}")
    if run.expected is not None and run.total is not None and run.expected < run.total:
        marks.append(f"a part of the benchmark: {run.expected:,} of {run.total:,} prompts")
    return marks


def _percent(share: float) -> str:
    """Cut, not rounded: 98.99 % must not read 99 %."""
    return f"{int(share * 1000 + 1e-9) / 10:g} %"
