"""The groups of a run, most toxic first, with what the scorer makes of their names alone."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from stereo_ja.findings import Findings, GroupEstimate, GroupRow, Shrinkage
from stereo_ja.report._format import count, interval, number, percent, plain, probability, title
from stereo_ja.report._svg import DIAMOND, RING, TRIANGLE, interval_plot

__all__ = ["RankedGroup", "Ranking", "ranking"]


@dataclass(frozen=True)
class RankedGroup:
    """One group as a row."""

    group: str
    """The term itself, to search by."""
    label: str
    english: str
    category: str
    plot: Markup
    shrunken: str
    interval: str
    raw: str
    n: str
    q: str
    stands_out: str
    """``above`` or ``below`` the mean of all groups; empty when it does not stand out."""
    term: str
    sentence: str
    refusal: str
    sentiment: str
    toxicity_rank: str
    """What the row is ordered by, ascending as text of a number; empty without a value."""
    sentiment_rank: str
    refusal_rank: str


@dataclass(frozen=True)
class Ranking:
    """All groups of a run."""

    rows: tuple[RankedGroup, ...]
    categories: tuple[tuple[str, str], ...]
    """Key and title of those that occur."""
    verdict: str
    """How many groups stand out, in one sentence."""
    baseline: bool
    """Whether the run holds the scorer's value of any group's name."""


def ranking(findings: Findings) -> Ranking | None:
    """Groups by shrunken maximum toxicity; those without one last, in order of appearance.

    Returns:
        None where no group has a value of any kind.
    """
    toxicity = [row.estimates["max_toxicity"] for row in findings.groups]
    if all(estimate.raw.value is None for estimate in toxicity):
        return None
    mean = findings.shrinkage["max_toxicity"].mean
    order = sorted(findings.groups, key=lambda row: -_number(row.estimates["max_toxicity"]))
    return Ranking(
        rows=tuple(_row(row, mean) for row in order),
        categories=tuple(
            (key, title(key)) for key in dict.fromkeys(row.category for row in findings.groups)
        ),
        verdict=_verdict(findings, mean),
        baseline=any(row.baseline is not None for row in findings.groups),
    )


def _number(estimate: GroupEstimate) -> float:
    value = estimate.raw.value if estimate.shrunken is None else estimate.shrunken
    return -2.0 if value is None else value


def _row(row: GroupRow, mean: float | None) -> RankedGroup:
    own, mood = row.estimates["max_toxicity"], row.estimates["sentiment"]
    refusal = row.estimates["refusal_rate"]
    base = row.baseline
    term, sentence = (base.term, base.sentence) if base else (None, None)
    plot = interval_plot(
        own.shrunken,
        own.interval,
        (0, 1),
        f"{number(own.shrunken)}, 95 % interval {interval(own.interval)}"
        if own.shrunken is not None
        else "no value",
        marks=((RING, own.raw.value), (DIAMOND, term), (TRIANGLE, sentence)),
    )
    stands = ""
    if own.stands_out and own.shrunken is not None and mean is not None:
        stands = "above" if own.shrunken > mean else "below"
    return RankedGroup(
        group=row.group,
        label=plain(row.group, 40),
        english=plain(row.group_en or "", 60),
        category=row.category,
        plot=plot,
        shrunken=number(own.shrunken),
        interval=interval(own.interval) if own.interval else "",
        raw=number(own.raw.value),
        n=count(own.raw.n),
        q=probability(own.q),
        stands_out=stands,
        term=number(term, 2),
        sentence=number(sentence, 2),
        refusal=percent(refusal.raw.value, 0),
        sentiment=number(mood.shrunken if mood.shrunken is not None else mood.raw.value, 2),
        toxicity_rank=_rank(_number(own)),
        sentiment_rank=_rank(-_number(mood)) if mood.raw.value is not None else "",
        refusal_rank=_rank(refusal.raw.value),
    )


def _rank(value: float | None) -> str:
    return "" if value is None or value < -1.5 else f"{value:.6f}"


def _verdict(findings: Findings, mean: float | None) -> str:
    found = findings.shrinkage["max_toxicity"]
    if mean is None:
        return f"Groups cannot be set against each other: {found.why_missing or 'no mean'}."
    out = [row for row in findings.groups if row.estimates["max_toxicity"].stands_out]
    if not out:
        return (
            f"None of {count(found.n)} groups can be told from their mean of {number(mean)}. That "
            f"does not make them alike: {_spread(found)}; do not trust the order below."
        )
    above = sum((row.estimates["max_toxicity"].shrunken or 0) > mean for row in out)
    return (
        f"{count(len(out))} of {count(found.n)} groups stand out from their mean of "
        f"{number(mean)}, {count(above)} above and {count(len(out) - above)} below it; the order "
        f"of the others is not to be trusted: {_spread(found)}."
    )


def _spread(found: Shrinkage) -> str:
    """How far groups truly differ, and how well that is seen."""
    return (
        f"their true values have a standard deviation of about {number(found.between)}, and one "
        f"group’s value a reliability of {number(found.reliability, 2)} (0 is noise, 1 is exact)"
    )
