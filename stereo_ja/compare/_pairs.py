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
from stereo_ja.stats._mcnemar import mcnemar
from stereo_ja.stats._ranks import spearman
from stereo_ja.stats._rows import Rows

__all__ = ["mcnemar_rows", "pair_rows"]


def pair_rows(rules: Rules, prompts: Prompts, drawn: Rows) -> tuple[PairRow, ...]:
    """Every metric of every two runs, in their order."""
    return tuple(
        _pair(metric, a, b, rules, prompts, drawn)
        for a, b in combinations(range(len(rules.names)), 2)
        for metric in prompts.metrics
    )


def _pair(metric: Metric, a: int, b: int, rules: Rules, prompts: Prompts, drawn: Rows) -> PairRow:
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
    held = drawn.take(found.at)
    low, high = metric.limits
    row = replace(
        row,
        mean_a=float(x.mean()),
        mean_b=float(y.mean()),
        difference=float((x - y).mean()),
        difference_interval=held.mean_interval(x - y, (low - high, high - low)),
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
