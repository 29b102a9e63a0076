"""Whether the four formats differ."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from stereo_ja.benchmark import Benchmark
from stereo_ja.findings._effects import FormatEffect, PairEffect
from stereo_ja.metrics import Table, in_order, metric_named, ratio_values
from stereo_ja.stats._adjust import holm
from stereo_ja.stats._formats import FormatTest, format_test
from stereo_ja.stats._interval import t_interval
from stereo_ja.stats._kruskal import kruskal
from stereo_ja.stats._variance import t_test

__all__ = ["format_effect"]


def format_effect(table: Table, metric: str, benchmark: Benchmark) -> FormatEffect:
    """The F test of one metric over formats, their differences, and the paper's test beside it.

    Args:
        table: The run.
        metric: One of the table's.
        benchmark: Whose formats they are.
    """
    top, bottom = table.parts[metric]
    formats = np.array([one.format for one in table.records])
    asked = in_order(dict.fromkeys(formats.tolist()), "format", benchmark)
    known = [one for one in asked if ((formats == one) & (bottom > 0)).any()]
    means = ratio_values(tuple(part.sum(0) for part in table.cells(top, bottom)))
    named = _format_of_templates(table)
    held = ~np.isnan(means)
    strata = np.array([known.index(one) if one in known else -1 for one in named])[held]
    found = format_test(means[held], strata)
    each = ratio_values((top, bottom))
    ranks = None
    if not metric_named(metric).yes_or_no:
        ranks = kruskal([each[(formats == one) & (bottom > 0)] for one in known])
    why = None if found else (
        "fewer than two formats with values" if len(known) < 2
        else "too few templates in a format, or no difference within formats"
    )  # fmt: skip
    return FormatEffect(
        metric=metric,
        n=int((bottom > 0).sum()),
        templates=int(held.sum()),
        f=found.f if found else None,
        f_df=found.df if found else None,
        f_p=found.p if found else None,
        eta_squared=found.explained if found else None,
        kruskal_h=ranks.statistic if ranks else None,
        kruskal_df=ranks.df if ranks else None,
        kruskal_p=ranks.p if ranks else None,
        epsilon_squared=ranks.effect if ranks else None,
        pairs=_pairs(found, known, strata) if found else (),
        why_missing=why,
    )


def _format_of_templates(table: Table) -> list[str]:
    """The format of each template, in the order of ``table.templates``."""
    found = dict(
        zip(table.of_template.tolist(), (one.format for one in table.records), strict=True)
    )
    return [found[place] for place in range(len(table.templates))]


def _pairs(
    found: FormatTest, known: list[str], strata: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> tuple[PairEffect, ...]:
    counts = np.bincount(strata, minlength=len(known))
    pairs = [
        PairEffect(
            known[a], known[b], int(counts[a]), int(counts[b]), difference,
            t_interval(difference, error), t_test(difference, error), None,
        )
        for (a, b), (difference, error) in found.pairs.items()
    ]  # fmt: skip
    adjusted = holm([pair.p for pair in pairs])
    return tuple(replace(pair, p_holm=p) for pair, p in zip(pairs, adjusted, strict=True))
