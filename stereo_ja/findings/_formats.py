"""Whether the four formats differ."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from stereo_ja.benchmark import Benchmark
from stereo_ja.findings._effects import FormatEffect, PairEffect
from stereo_ja.metrics import Table, cells_by, in_order, metric_named, ratio_values
from stereo_ja.stats._adjust import holm
from stereo_ja.stats._differ import friedman, kruskal, mann_whitney, sign_flip
from stereo_ja.stats._interval import mean_interval

__all__ = ["format_effect"]

Floats = NDArray[np.float64]


def format_effect(
    table: Table, metric: str, benchmark: Benchmark, *, draws: int, seed: int
) -> FormatEffect:
    """Tests of one metric over formats.

    A yes or no shares its group with eleven others, so only tests within groups are made of it:
    Friedman's over all formats, sign flips between two.

    Args:
        table: The run.
        metric: One of the table's.
        benchmark: Whose formats they are.
        draws: Sign flips, and resamples of the intervals.
        seed: Of both.
    """
    top, bottom = table.parts[metric]
    formats = np.array([one.format for one in table.records])
    asked = in_order(dict.fromkeys(formats.tolist()), "format", benchmark)
    known = [one for one in asked if ((formats == one) & (bottom > 0)).any()]
    each = ratio_values((top, bottom))
    values = [each[(formats == one) & (bottom > 0)] for one in known]
    means = (
        np.stack([_means(table, formats == one, top, bottom) for one in known], axis=1)
        if (known)
        else np.empty((len(table.groups), 0))
    )
    whole = means[~np.isnan(means).any(axis=1)]
    ranks = None if metric_named(metric).yes_or_no else kruskal(values)
    within = friedman(whole) if len(known) > 2 else None
    pairs = [
        _pair(metric, (known[a], known[b]), (values[a], values[b]), means[:, [a, b]], draws, seed)
        for a, b in combinations(range(len(known)), 2)
    ]
    adjusted = holm([pair.p for pair in pairs])
    by_ranks = holm([pair.mann_whitney_p for pair in pairs])
    missing = "fewer than three formats with values" if len(known) < 3 else "no difference within"
    return FormatEffect(
        metric=metric,
        n=int((bottom > 0).sum()),
        kruskal_h=ranks.statistic if ranks else None,
        kruskal_df=ranks.df if ranks else None,
        kruskal_p=ranks.p if ranks else None,
        epsilon_squared=ranks.effect if ranks else None,
        groups=len(whole) if known else 0,
        friedman_q=within.statistic if within else None,
        friedman_df=within.df if within else None,
        friedman_p=within.p if within else None,
        kendalls_w=within.effect if within else None,
        pairs=tuple(
            PairEffect(**{**vars(pair), "p_holm": p, "mann_whitney_p_holm": rank})
            for pair, p, rank in zip(pairs, adjusted, by_ranks, strict=True)
        ),
        why_missing=None if within else missing,
    )


def _means(table: Table, kept: NDArray[np.bool_], top: Floats, bottom: Floats) -> Floats:
    """(groups,) mean of each group over some responses; NaN where it has none."""
    groups = (table.of_group[kept],)
    return ratio_values(cells_by(groups, (len(table.groups),), top[kept], bottom[kept]))


def _pair(
    metric: str,
    names: tuple[str, str],
    values: tuple[Floats, Floats],
    means: Floats,
    draws: int,
    seed: int,
) -> PairEffect:
    both = means[~np.isnan(means).any(axis=1)]
    differences = both[:, 0] - both[:, 1]
    ranks = None if metric_named(metric).yes_or_no else mann_whitney(*values)
    delta = ranks[0] if ranks else None
    if metric_named(metric).yes_or_no:
        delta = float(values[0].mean() - values[1].mean())
    column = differences[:, None]
    return PairEffect(
        a=names[0],
        b=names[1],
        n_a=len(values[0]),
        n_b=len(values[1]),
        cliffs_delta=delta,
        mann_whitney_p=ranks[1] if ranks else None,
        mann_whitney_p_holm=None,
        groups=len(differences),
        difference=float(differences.mean()) if len(differences) else None,
        interval=mean_interval(column, np.ones_like(column), over="groups", draws=draws, seed=seed)
        if len(differences) > 1
        else None,
        p=sign_flip(differences, draws=draws, seed=seed) if len(differences) > 1 else None,
        p_holm=None,
        why_missing=None if len(differences) > 1 else "fewer than two groups with both formats",
    )
