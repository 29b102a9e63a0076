"""Whether formats differ: the tests as a table."""

from __future__ import annotations

from dataclasses import dataclass

from stereo_ja.findings import Findings
from stereo_ja.findings import FormatEffect as Found
from stereo_ja.report._figures import shown
from stereo_ja.report._format import count, number, probability, title

__all__ = ["Effect", "effects"]


@dataclass(frozen=True)
class Effect:
    """One metric over all formats."""

    title: str
    verdict: str
    """The tests over all formats, in one sentence."""
    rows: tuple[tuple[str, ...], ...]
    """Pair, difference, interval, p adjusted, templates."""


def effects(findings: Findings, barred: frozenset[str]) -> dict[str, Effect]:
    """The format effects of every metric that may be published and has any.

    Args:
        findings: Of the run.
        barred: Metrics that rest on too few scores.
    """
    return {
        key: Effect(shown(key).title, _verdict(found), tuple(_rows(key, found)))
        for key, found in findings.format_effects.items()
        if key not in barred and (found.pairs or found.kruskal_h is not None)
    }


def _verdict(found: Found) -> str:
    parts = []
    if found.f is not None and found.f_df is not None:
        between, within = found.f_df
        parts.append(
            f"F test of the means of {count(found.templates)} templates: F({between}, {within}) = "
            f"{found.f:.1f}, p {_equals(found.f_p)}, η² = {number(found.eta_squared)}"
        )
    else:
        parts.append(f"No test over formats: {found.why_missing or 'too little data'}")
    if found.kruskal_h is not None:
        parts.append(
            f"the paper’s Kruskal–Wallis takes {count(found.n)} responses for independent, so that "
            f"templates alone make it small: H({found.kruskal_df}) = {found.kruskal_h:.1f}, "
            f"p {_equals(found.kruskal_p)}, ε² = {number(found.epsilon_squared)}"
        )
    return "; ".join(parts) + "."


def _rows(key: str, found: Found) -> list[tuple[str, ...]]:
    metric = shown(key)
    return [
        (
            f"{title(pair.a)} − {title(pair.b).lower()}",
            metric.gap(pair.difference),
            metric.gap_interval(pair.interval),
            probability(pair.p_holm),
            f"{pair.templates_a} and {pair.templates_b}",
        )
        for pair in found.pairs
    ]


def _equals(p: float | None) -> str:
    text = probability(p)
    return text if text.startswith("<") else f"= {text}"
