"""Two runs at a time: differences, correlations, refusals."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np

from stereo_ja.compare._model import COMPARED, CORRELATED, FAMILY, LIMITS, McNemarRow, PairRow
from stereo_ja.compare._prompts import Prompts
from stereo_ja.compare._rules import Rules
from stereo_ja.stats._adjust import holm
from stereo_ja.stats._correlation import pearson
from stereo_ja.stats._mcnemar import mcnemar
from stereo_ja.stats._ranks import spearman
from stereo_ja.stats._rows import Rows

__all__ = ["mcnemar_rows", "pair_rows"]

_NOT_CORRELATED = f"computed for {' and '.join(CORRELATED)} only"


def pair_rows(rules: Rules, prompts: Prompts, drawn: Rows) -> tuple[PairRow, ...]:
    """Every metric of every two runs, in their order."""
    return tuple(
        _pair(metric, a, b, rules, prompts, drawn)
        for a, b in combinations(range(len(rules.names)), 2)
        for metric in COMPARED
    )


def _pair(metric: str, a: int, b: int, rules: Rules, prompts: Prompts, drawn: Rows) -> PairRow:
    family = FAMILY[metric]
    (x, y), common = prompts.common(metric, (a, b))
    row = PairRow(
        rules.names[a],
        rules.names[b],
        metric,
        n=len(x),
        publishable=rules.publishable(family, a, b),
        why=rules.why(family, a, b) or (None if len(x) else "no prompt in common"),
        why_no_correlation=None if metric in CORRELATED else _NOT_CORRELATED,
    )
    if row.why:
        return replace(row, why_no_correlation=row.why_no_correlation or row.why)
    held = drawn.take(common)
    low, high = LIMITS[metric]
    row = replace(
        row,
        mean_a=float(x.mean()),
        mean_b=float(y.mean()),
        difference=float((x - y).mean()),
        difference_interval=held.mean_interval(x - y, (low - high, high - low)),
    )
    if metric not in CORRELATED:
        return row
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
