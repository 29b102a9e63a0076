"""Two runs at a time: differences, correlations, refusals."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np

from stereo_ja.compare._model import McNemarRow, PairRow
from stereo_ja.compare._prompts import Prompts
from stereo_ja.compare._rules import Rules
from stereo_ja.metrics import Metric
from stereo_ja.stats._adjust import holm
from stereo_ja.stats._correlation import pearson
from stereo_ja.stats._interval import NO_LIMITS, t_interval
from stereo_ja.stats._mcnemar import mcnemar
from stereo_ja.stats._ranks import spearman
from stereo_ja.stats._variance import t_test

__all__ = ["mcnemar_rows", "pair_rows"]


def pair_rows(rules: Rules, prompts: Prompts) -> tuple[PairRow, ...]:
    """Every metric of every two runs, in their order; Holm over the pairs of each metric."""
    rows = [
        _pair(metric, a, b, rules, prompts)
        for a, b in combinations(range(len(rules.names)), 2)
        for metric in prompts.metrics
    ]
    for metric in prompts.metrics:
        at = [place for place, row in enumerate(rows) if row.metric == metric.name]
        for place, p in zip(at, holm([rows[place].p for place in at]), strict=True):
            rows[place] = replace(rows[place], p_holm=p)
    return tuple(rows)


def _pair(metric: Metric, a: int, b: int, rules: Rules, prompts: Prompts) -> PairRow:
    found = prompts.common(metric.name, (a, b))
    (x, y), n = found.shares, len(found.at)
    row = PairRow(
        rules.names[a],
        rules.names[b],
        metric.name,
        n=n,
        publishable=rules.publishable(metric.family, a, b),
        why=rules.why(metric.family, a, b) or (None if n else "no prompt in common"),
        why_no_correlation=None if metric.correlated else _not_correlated(prompts),
    )
    if row.why:
        return replace(row, why_no_correlation=row.why_no_correlation or row.why)
    held = prompts.rows.take(found.at)
    difference, error = float((x - y).mean()), held.error_of_mean(x - y)
    row = replace(
        row,
        mean_a=float(x.mean()),
        mean_b=float(y.mean()),
        difference=difference,
        difference_interval=_within(t_interval(difference, error, NO_LIMITS), metric),
        difference_over=held.design.over if error else None,
        difference_error=error.error if error else None,
        df=error.df if error else None,
        p=t_test(difference, error),
        why_no_interval=held.design.why,
    )
    if not metric.correlated:
        return row
    x, y = found.values
    names = (row.a, row.b)
    product, ranks = pearson(x, y, held, names), spearman(x, y, held, names)
    return replace(
        row,
        pearson=product.value,
        pearson_interval=product.interval,
        spearman=ranks.value,
        spearman_interval=ranks.interval,
        why_no_correlation=product.why,
    )


def _within(ends: tuple[float, float] | None, metric: Metric) -> tuple[float, float] | None:
    """An interval of a difference, cut at the widest that two values of the metric can be apart."""
    widest = metric.high - metric.low
    return ends and (max(ends[0], -widest), min(ends[1], widest))


def _not_correlated(prompts: Prompts) -> str:
    names = [metric.name for metric in prompts.metrics if metric.correlated]
    return f"computed for {' and '.join(names)} only" if names else "no metric is correlated"


def mcnemar_rows(rules: Rules, prompts: Prompts) -> tuple[McNemarRow, ...]:
    """McNemar's test of the refusals of every two runs, adjusted over all pairs."""
    rows = []
    for a, b in combinations(range(len(rules.names)), 2):
        refused = prompts.refused[[a, b]]
        x, y = refused[:, ~np.isnan(refused).any(axis=0)] > 0
        counts = [int(found.sum()) for found in (x & y, x & ~y, ~x & y, ~x & ~y)]
        row = McNemarRow(rules.names[a], rules.names[b], len(x))
        why = rules.why("refusal", a, b) or (None if len(x) else "no prompt in common")
        if why:
            rows.append(replace(row, why=why))
            continue
        both, only_a, only_b, neither = counts
        test = mcnemar(only_a, only_b)
        tested = McNemarRow(
            row.a, row.b, row.n, both, only_a, only_b, neither, test.method, test.statistic, test.p
        )
        rows.append(tested)
    adjusted = holm([row.p for row in rows])
    return tuple(replace(row, p_holm=p) for row, p in zip(rows, adjusted, strict=True))
