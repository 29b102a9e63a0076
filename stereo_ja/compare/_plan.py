"""Plans a further comparison from the variance of the runs at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stereo_ja.compare._plan_model import PlanRow
from stereo_ja.compare._prompts import Prompts
from stereo_ja.compare._rules import Rules
from stereo_ja.metrics import metric_named
from stereo_ja.stats._components import Components, components
from stereo_ja.stats._power import plan

__all__ = ["PLANNED", "plan_rows"]

PLANNED = ("max_toxicity", "refusal_rate")

_SHARED = "groups and templates move both models alike"
_APART = "groups and templates move each model on its own"


def plan_rows(
    gap: float, rules: Rules, prompts: Prompts, generations: Sequence[int]
) -> tuple[PlanRow, ...]:
    """What it takes to see ``gap`` in each of PLANNED, for every two runs.

    With two runs or more the variances are those of the paired differences per prompt. One run
    cannot tell how much another would share with it, so it is planned for under both extremes.

    Args:
        gap: Difference of the metric between two models, above 0.
        rules: What may be compared.
        prompts: The runs' prompts and values.
        generations: Most generations of a prompt in each run.
    """
    known = {metric.name for metric in prompts.metrics}
    planned = [metric for metric in PLANNED if metric in known]
    if len(rules.names) == 1:
        return tuple(row for metric in planned for row in _alone(gap, metric, rules, prompts,
                                                                generations[0]))  # fmt: skip
    return tuple(
        _paired(gap, metric, pair, rules, prompts, generations)
        for pair in combinations(range(len(rules.names)), 2)
        for metric in planned
    )


def _paired(
    gap: float, metric: str, pair: tuple[int, ...], rules: Rules, prompts: Prompts,
    generations: Sequence[int],
) -> PlanRow:  # fmt: skip
    x, y = prompts.values(metric, pair)
    names = [rules.names[run] for run in pair]
    repeats = min(generations[run] for run in pair)
    row = PlanRow(names[0], names[1], metric, None, repeats, None, None, None)
    why = rules.why(metric_named(metric).family, *pair)
    if why:
        return replace(row, why=why)
    found = _components(x - y, prompts)
    if isinstance(found, str):
        return replace(row, why=found)
    within = _within(prompts.within[metric][list(pair)].sum(axis=0)) if repeats > 1 else None
    needs = plan(gap, found, repeats=repeats, within=within)
    return replace(row, components=found, within=within, plan=needs)


def _alone(
    gap: float, metric: str, rules: Rules, prompts: Prompts, repeats: int
) -> Iterator[PlanRow]:
    found = _components(prompts.values(metric, [0])[0], prompts)
    within = _within(prompts.within[metric][0]) if repeats > 1 else None
    # A difference of two independent values varies twice as much as one of them.
    within = None if within is None else 2 * within
    for assumption, share in ((_SHARED, 0.0), (_APART, 2.0)):
        row = PlanRow(rules.names[0], None, metric, assumption, repeats, within, None, None)
        if isinstance(found, str):
            yield replace(row, why=found)
            continue
        parts = replace(
            found,
            group=share * found.group,
            template=share * found.template,
            residual=2 * found.residual,
        )
        needs = plan(gap, parts, repeats=repeats, within=within)
        yield replace(row, components=parts, plan=needs)


def _components(values: NDArray[Any], prompts: Prompts) -> Components | str:
    """The variances, or why there are none."""
    held = ~np.isnan(values)
    if not held.any():
        return "no prompt in common"
    try:
        found = components(values[held], prompts.groups[held], prompts.templates[held])
    except ValueError as error:
        return str(error)
    if found.group + found.template + found.residual == 0:
        return "every prompt has the same value, so that there is no variance to plan from"
    return found


def _within(errors: NDArray[Any]) -> float | None:
    held = errors[~np.isnan(errors)]
    return float(held.mean()) if len(held) else None
