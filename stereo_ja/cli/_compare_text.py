"""What ``stereo-ja compare`` prints for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from stereo_ja.cli._compare_more import changes_text, plan_text
from stereo_ja.cli._table import shortened, table, visible
from stereo_ja.cli._values import number, p_value, signed, with_interval

if TYPE_CHECKING:
    from stereo_ja.compare import CommonRow, Comparison, McNemarRow, PairRow

__all__ = ["comparison_text"]

_USUAL = "groups and templates"
_MANY = 8
"""Excluded pairs from which on those with the same reason share a line."""


def comparison_text(found: Comparison) -> str:
    """The comparison as sections of plain tables."""
    parts = [
        _runs(found),
        _excluded(found),
        _lines("worth knowing", found.worth_knowing),
        _pairs(found),
        _common(found),
        _williams(found),
        changes_text(found),
        plan_text(found),
    ]
    return "\n\n".join("\n".join(part) for part in map(list, parts) if part)


def _lines(title: str, lines: Iterable[str]) -> Iterator[str]:
    shown = [f"  {visible(line)}" for line in lines]
    if shown:
        yield f"{title}:"
        yield from shown


def _runs(found: Comparison) -> Iterator[str]:
    rows = [[run.name, run.model, f"{run.prompts:,}", f"{run.responses:,}"] for run in found.runs]
    yield from table(["run", "model", "prompts", "responses"], rows, numbers=(2, 3))
    shared = Counter(fact for run in found.runs for fact in run.identity.items())
    held = [
        f"{fact} {value}"
        for (fact, value), count in shared.items()
        if count == len(found.runs) and value != "not recorded"
    ]
    yield visible("the same in all: " + "; ".join(held) if held else "nothing recorded in common")
    yield (
        "intervals are 95 % and p is by Student's t: groups random, templates random within their "
        "fixed formats, unless a line says otherwise"
    )


def _excluded(found: Comparison) -> Iterator[str]:
    if not found.excluded:
        return
    yield "not compared:"
    if len(found.excluded) <= _MANY:
        for row in found.excluded:
            yield visible(f"  {row.a}, {row.b} ({', '.join(row.families)}): {'; '.join(row.why)}")
        return
    reasons = Counter((row.families, row.why) for row in found.excluded)
    for (families, why), count in reasons.items():
        yield visible(f"  {count} pairs ({', '.join(families)}): {'; '.join(why)}")


def _pairs(found: Comparison) -> Iterator[str]:
    tests = {(row.a, row.b): row for row in found.mcnemar}
    first = True
    for (a, b), rows in groupby(found.pairs, key=lambda row: (row.a, row.b)):
        held = [row for row in rows if row.difference is not None]
        if not held:
            continue
        yield from () if first else ("",)
        first = False
        yield visible(f"{a} against {b}, on the prompts in common:")
        yield from _pair(held)
        yield from _refusals(tests[a, b])


def _pair(rows: list[PairRow]) -> Iterator[str]:
    names = shortened(rows[0].a), shortened(rows[0].b)
    head = ["metric", "n", *names, "difference", "p", "Holm", "Pearson r", "Spearman rho"]
    yield from table(head, [_pair_cells(row) for row in rows], numbers=(1, 2, 3, 5, 6))
    if not all(row.publishable for row in rows):
        yield "* not publishable: too few options have a score"
    for over in dict.fromkeys(row.difference_over for row in rows if row.difference_interval):
        if over != _USUAL:
            metrics = [row.metric for row in rows if row.difference_over == over]
            given = "these prompts only" if over == "groups" else "these groups only"
            yield f"{', '.join(metrics)}: over {over} alone ({given})"
    for why in dict.fromkeys(row.why_no_interval for row in rows if row.why_no_interval):
        yield visible(f"no interval and no p: {why}")
    for row in rows:
        if row.pearson is None and row.metric in ("max_toxicity", "sentiment"):
            yield visible(f"no correlation of {row.metric}: {row.why_no_correlation}")


def _pair_cells(row: PairRow) -> list[str]:
    return [
        row.metric + ("" if row.publishable else " *"),
        f"{row.n:,}",
        number(row.mean_a),
        number(row.mean_b),
        with_interval(row.difference, row.difference_interval, signed),
        p_value(row.p),
        p_value(row.p_holm),
        "" if row.pearson is None else with_interval(row.pearson, row.pearson_interval),
        "" if row.spearman is None else with_interval(row.spearman, row.spearman_interval),
    ]


def _refusals(row: McNemarRow) -> Iterator[str]:
    if row.p is None:
        return
    chi = "" if row.statistic is None else f" {row.statistic:.1f}"
    yield visible(
        f"refused by both {row.both:,}, only by {row.a} {row.only_a:,}, "
        f"only by {row.b} {row.only_b:,}, by neither {row.neither:,}; the paper's McNemar test, "
        f"which takes prompts for independent: {row.method}{chi}, p {p_value(row.p)}, Holm "
        f"{p_value(row.p_holm)}"
    )


def _common(found: Comparison) -> Iterator[str]:
    first = True
    for runs, rows in groupby(found.common, key=lambda row: row.runs):
        if len(runs) < 3:  # two runs: the table of the pair says it already
            continue
        yield from () if first else ("",)
        first = False
        yield "on the prompts that all of these runs answered:"
        held = list(rows)
        yield from table(
            ["run", *(f"{row.metric} (n {row.n:,})" for row in held)],
            [[name, *_common_cells(held, at)] for at, name in enumerate(runs)],
        )


def _common_cells(rows: list[CommonRow], at: int) -> list[str]:
    return [with_interval(row.values[at], row.intervals[at]) for row in rows]


def _williams(found: Comparison) -> Iterator[str]:
    rows = [row for row in found.williams if row.r_xy is not None]
    if not rows:
        return
    yield "does the shared run correlate more with x than with y?"
    yield from table(
        ["metric", "shared", "x", "y", "n", "r x", "r y", "r x - r y", "p", "Holm", "Williams t",
         "df", "p", "Holm"],
        [
            [
                row.metric, row.shared, row.x, row.y, f"{row.n:,}", number(row.r_shared_x),
                number(row.r_shared_y),
                with_interval(row.r_difference, row.r_difference_interval, signed),
                p_value(row.p_clustered), p_value(row.p_clustered_holm),
                "-" if row.t is None else f"{row.t:.2f}", str(row.df), p_value(row.p),
                p_value(row.p_holm),
            ]
            for row in rows
        ],
        numbers=(4, 5, 6, 8, 9, 10, 11, 12, 13),
    )  # fmt: skip
    yield "Williams' test is the paper's and takes prompts for independent; quote the first p"
