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
    """Pair, difference, interval, p adjusted, effect size, groups."""


def effects(findings: Findings, barred: frozenset[str]) -> dict[str, Effect]:
    """The format effects of every metric that may be published and has any.

    Args:
        findings: Of the run.
        barred: Metrics that rest on too few scores.
    """
    return {
        key: Effect(shown(key).title, _verdict(found), tuple(_rows(key, found)))
        for key, found in findings.format_effects.items()
        if key not in barred and found.pairs
    }


def _verdict(found: Found) -> str:
    parts = []
    if found.friedman_q is not None:
        parts.append(
            f"Friedman’s test over {count(found.groups)} groups: Q({found.friedman_df}) = "
            f"{found.friedman_q:.1f}, p {_equals(found.friedman_p)}, Kendall’s W = "
            f"{number(found.kendalls_w)}"
        )
    if found.kruskal_h is not None:
        parts.append(
            f"Kruskal–Wallis over {count(found.n)} responses taken for independent: "
            f"H({found.kruskal_df}) = {found.kruskal_h:.1f}, p {_equals(found.kruskal_p)}, "
            f"ε² = {number(found.epsilon_squared)}"
        )
    if not parts:
        return f"No test over all formats: {found.why_missing or 'too little data'}."
    return "; ".join(parts) + "."


def _rows(key: str, found: Found) -> list[tuple[str, ...]]:
    metric = shown(key)
    return [
        (
            f"{title(pair.a)} − {title(pair.b).lower()}",
            metric.gap(pair.difference),
            metric.gap_interval(pair.interval),
            probability(pair.p_holm),
            number(pair.cliffs_delta, 2),
            count(pair.groups),
        )
        for pair in found.pairs
    ]


def _equals(p: float | None) -> str:
    text = probability(p)
    return text if text.startswith("<") else f"= {text}"
