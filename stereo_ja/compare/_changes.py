"""Where two runs are furthest apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stereo_ja.compare._model import GroupChange, PromptChange
from stereo_ja.compare._prompts import Prompts
from stereo_ja.compare._rules import Rules
from stereo_ja.metrics import Metric, cells_by, ratio_values

__all__ = ["SHOWN", "group_changes", "prompt_changes"]

SHOWN = 10
"""Prompts or groups listed for each pair and metric."""


def prompt_changes(rules: Rules, prompts: Prompts) -> tuple[PromptChange, ...]:
    """For every two runs the SHOWN prompts with the largest absolute difference, in that order.

    Prompts with equal differences come in the order of their ids; equal values are not listed.
    """
    rows = []
    # A single prompt is refused or not: only groups can be ranked by that.
    for metric, a, b in _allowed(rules, [one for one in prompts.metrics if one.correlated]):
        x, y = prompts.values(metric.name, (a, b))
        for at in _furthest(x - y):
            one = prompts.prompts[at]
            values = float(x[at]), float(y[at]), float(x[at] - y[at])
            rows.append(
                PromptChange(
                    rules.names[a], rules.names[b], metric.name, one.id, one.group, one.template_id,
                    one.format, *values,
                )
            )  # fmt: skip
    return tuple(rows)


def group_changes(rules: Rules, prompts: Prompts) -> tuple[GroupChange, ...]:
    """For every two runs the SHOWN groups whose means over common prompts are furthest apart."""
    rows = []
    shape = (len(prompts.group_names),)
    for metric, a, b in _allowed(rules, [one for one in prompts.metrics if one.by_group]):
        common = prompts.common(metric.name, (a, b)).at
        groups = (prompts.groups[common],)
        n = np.bincount(groups[0], minlength=shape[0])
        sums = ((prompts.tops[metric.name][run][common], prompts.bottoms[metric.name][run][common])
                for run in (a, b))  # fmt: skip
        means = [ratio_values(cells_by(groups, shape, *one)) for one in sums]
        for at in _furthest(means[0] - means[1]):
            values = float(means[0][at]), float(means[1][at]), float(means[0][at] - means[1][at])
            key, term = prompts.group_names[at]
            names = rules.names[a], rules.names[b]
            rows.append(GroupChange(*names, metric.name, key, term, int(n[at]), *values))
    return tuple(rows)


def _allowed(rules: Rules, metrics: Sequence[Metric]) -> list[tuple[Metric, int, int]]:
    return [
        (metric, a, b)
        for a, b in combinations(range(len(rules.names)), 2)
        for metric in metrics
        if rules.why(metric.family, a, b) is None
    ]


def _furthest(differences: NDArray[Any]) -> list[int]:
    # Rounded, so that differences equal but for the last bit keep the order of the ids.
    size = np.round(np.abs(differences), 12)
    order = np.argsort(-size, kind="stable")
    return [int(at) for at in order[:SHOWN] if size[at] > 0]
