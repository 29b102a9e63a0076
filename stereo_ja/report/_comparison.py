"""Several runs side by side, as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from stereo_ja.compare import Comparison
from stereo_ja.report._correlations import Matrix, correlation_rows, matrices, williams_rows
from stereo_ja.report._figures import shown
from stereo_ja.report._format import MISSING, count, plain, probability
from stereo_ja.report.charts import Chart, differences
from stereo_ja.report.methods import comparison_paragraph

__all__ = ["ComparisonView", "comparison_view"]

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ComparisonView:
    """The comparison, the correlations and what may not be compared."""

    excluded: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Two runs, the kinds of metrics that may not be compared, and why."""
    worth_knowing: tuple[str, ...]
    charts: tuple[Chart, ...]
    pairs: Rows
    """Runs, metric, both means, difference, interval, its kind, p, prompts."""
    common: tuple[tuple[tuple[str, ...], Rows], ...]
    """For each set of runs that may all be compared: their names, then one row per metric."""
    matrices: tuple[Matrix, ...]
    correlations: Rows
    williams: Rows
    mcnemar: Rows
    groups: Rows
    """Those that changed most: runs, metric, group, the two values, difference, prompts."""
    paragraph: str


def comparison_view(found: Comparison) -> ComparisonView:
    """Write a comparison out."""
    keys = dict.fromkeys(row.metric for row in found.pairs)
    drawn = (differences(key, found.pairs) for key in keys if shown(key).metric.unit != "count")
    return ComparisonView(
        excluded=tuple(
            (f"{one.a} and {one.b}", ", ".join(one.families), one.why) for one in found.excluded
        ),
        worth_knowing=found.worth_knowing,
        charts=tuple(chart for chart in drawn if chart is not None),
        pairs=_pairs(found),
        common=_common(found),
        matrices=tuple(
            matrix
            for key in keys
            if shown(key).metric.correlated and (matrix := matrices(found, key)) is not None
        ),
        correlations=correlation_rows(found),
        williams=williams_rows(found),
        mcnemar=_mcnemar(found),
        groups=_groups(found),
        paragraph=comparison_paragraph(found),
    )


def _pairs(found: Comparison) -> Rows:
    rows = []
    for row in found.pairs:
        if row.difference is None:
            continue
        metric = shown(row.metric)
        name = metric.title + ("" if row.publishable else " (not publishable)")
        told = row.publishable
        rows.append(
            (
                f"{row.a} − {row.b}",
                name,
                *(metric.text(value if told else None) for value in (row.mean_a, row.mean_b)),
                metric.gap(row.difference if told else None),
                metric.gap_interval(row.difference_interval if told else None),
                (row.difference_over or MISSING) if told and row.difference_interval else MISSING,
                probability(row.p_holm if told else None),
                count(row.n),
            )
        )
    return tuple(rows)


def _common(found: Comparison) -> tuple[tuple[tuple[str, ...], Rows], ...]:
    sets: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for row in found.common:
        metric = shown(row.metric)
        cells = (
            metric.text(value) + metric.brackets(ends)
            for value, ends in zip(row.values, row.intervals, strict=True)
        )
        sets.setdefault(row.runs, []).append((metric.title, *cells, count(row.n)))
    return tuple((runs, tuple(rows)) for runs, rows in sets.items())


def _mcnemar(found: Comparison) -> Rows:
    return tuple(
        (
            f"{row.a}, {row.b}",
            *(count(prompts or 0) for prompts in (row.only_a, row.only_b, row.both)),
            count(row.n),
            row.method or MISSING,
            probability(row.p_holm),
        )
        for row in found.mcnemar
        if row.why is None
    )


def _groups(found: Comparison) -> Rows:
    return tuple(
        (
            f"{row.a} − {row.b}",
            shown(row.metric).title,
            plain(row.group, 40),
            *(shown(row.metric).text(value) for value in (row.value_a, row.value_b)),
            shown(row.metric).gap(row.difference),
            count(row.n),
        )
        for row in found.differing_groups
    )
