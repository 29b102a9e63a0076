"""Three runs at a time: with which of two others does one correlate more?"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np

from stereo_ja.compare._model import WilliamsRow
from stereo_ja.compare._prompts import Prompts
from stereo_ja.compare._rules import Rules
from stereo_ja.metrics import Metric
from stereo_ja.stats._adjust import holm
from stereo_ja.stats._correlation import influence_of_pearson
from stereo_ja.stats._interval import t_interval
from stereo_ja.stats._variance import t_test
from stereo_ja.stats._williams import williams

__all__ = ["williams_rows"]


def williams_rows(rules: Rules, prompts: Prompts) -> tuple[WilliamsRow, ...]:
    """Every three runs and each as the shared one, metric by metric.

    All three correlations of a test are over the prompts that all three runs answered and that
    are fully scored in all three. The p values of a metric are adjusted together (Holm).
    """
    found: list[WilliamsRow] = []
    for metric in prompts.metrics:
        if not metric.correlated:
            continue
        rows = [
            row
            for triple in combinations(range(len(rules.names)), 3)
            for row in _triple(metric, triple, rules, prompts)
        ]
        adjusted = holm([row.p for row in rows])
        clustered = holm([row.p_clustered for row in rows])
        found += [
            replace(row, p_holm=p, p_clustered_holm=own)
            for row, p, own in zip(rows, adjusted, clustered, strict=True)
        ]
    return tuple(found)


def _triple(
    metric: Metric, triple: tuple[int, ...], rules: Rules, prompts: Prompts
) -> list[WilliamsRow]:
    found = prompts.common(metric.name, triple)
    values, n = found.values, len(found.at)
    why = rules.why(metric.family, *triple)
    if why is None and n < 4:
        why = f"{n} prompts in common to all three; the test needs 4"
    constant = [] if why else [i for i in range(3) if np.ptp(values[i]) == 0]
    if constant:
        names = " and ".join(rules.names[triple[i]] for i in constant)
        why = f"the values of {names} are the same on all {n} prompts"
    turns = ((0, 1, 2), (1, 0, 2), (2, 0, 1))
    first, second, third = (rules.names[run] for run in triple)
    blank = [
        WilliamsRow(first, second, third, metric.name, n, why=why),
        WilliamsRow(second, first, third, metric.name, n, why=why),
        WilliamsRow(third, first, second, metric.name, n, why=why),
    ]
    if why:
        return blank
    r = np.clip(np.corrcoef(values), -1, 1)
    held = prompts.rows.take(found.at)
    influence = {}
    for i, j in combinations(range(3), 2):
        influence[i, j] = influence[j, i] = influence_of_pearson(values[i], values[j])
    rows = []
    for row, (s, x, y) in zip(blank, turns, strict=True):
        test = williams(r[s, x], r[s, y], r[x, y], n)
        gap = float(r[s, x] - r[s, y])
        error = held.error(influence[s, x] - influence[s, y])
        rows.append(
            replace(
                row,
                r_shared_x=float(r[s, x]),
                r_shared_y=float(r[s, y]),
                r_xy=float(r[x, y]),
                t=test.t,
                df=test.df,
                p=test.p,
                r_difference=gap,
                r_difference_interval=t_interval(gap, error, (-2, 2)),
                p_clustered=t_test(gap, error),
                why=test.why,
            )
        )
    return rows
