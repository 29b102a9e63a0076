"""Runs in order, on the prompts that all of them answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from stereo_ja.compare._prompts import Prompts, align
from stereo_ja.metrics import Contribution, Metric
from stereo_ja.pipeline import Record
from stereo_ja.runs import Run
from stereo_ja.stats._expected_max import expected_max
from stereo_ja.stats._order import order

__all__ = ["Ranking", "ranking"]

_MOST = 10
_ENOUGH = 0.9
"""Share of the common prompts that must have ``k`` options in every run."""


@dataclass(frozen=True)
class Ranking:
    """Runs by one metric."""

    metric: str
    n: int
    """Prompts that are in the metric's denominator in every run."""
    k: int | None
    """Options of which the expected maximum is taken, the same for all; None where the metric is
    no maximum over options."""
    values: tuple[float, ...]
    """One mean over the ``n`` prompts a run; empty where ``why`` says so."""
    ranks: tuple[int, ...]
    """Runs that are not told apart share one; empty where ``why`` says so."""
    chances: tuple[tuple[float, ...], ...]
    """Of each run the chance of each rank, were other groups and templates asked."""
    why: str | None = None
    """Why there is no order."""


def ranking(runs: Sequence[Run], metric: Metric, *, draws: int, seed: int) -> Ranking:
    """The order of comparable runs by a metric that has a better direction.

    A refusal takes the hardest prompts out of a mean, and a longer list has the higher maximum: so
    all runs are ranked on the prompts that count in each of them, and a maximum is the expected
    one of ``k`` options drawn without replacement, ``k`` being the most that nine in ten of those
    prompts have in every run.

    Args:
        runs: With samples.
        metric: What they are ranked by.
        draws: Of the chances of ranks.
        seed: Of the draws.
    """
    prompts, k = align(runs, (metric,)), None
    if metric.name == "max_toxicity":
        prompts, k = _at_equal_k(runs, metric, prompts)
    found = prompts.common(metric.name, range(len(runs)))
    n = len(found.at)
    held = prompts.rows.take(found.at)
    order_of = order(
        found.shares, held, lower=metric.better == "lower", draws=draws, seed=seed
    ) if n else None  # fmt: skip
    if order_of is None:
        why = held.design.why if n else "no prompt was answered by all of them"
        return Ranking(metric.name, n, k, (), (), (), why)
    means = tuple(float(one.mean()) for one in found.shares)
    return Ranking(metric.name, n, k, means, order_of.ranks, order_of.chances)


def _at_equal_k(runs: Sequence[Run], metric: Metric, prompts: Prompts) -> tuple[Prompts, int]:
    common = prompts.common(metric.name, range(len(runs))).at
    position = {one.id: place for place, one in enumerate(prompts.prompts)}
    fewest = np.full(len(position), _MOST)
    for run in runs:
        for record in run.samples:
            if metric.adds(record) is not None:
                at = position[record.id]
                fewest[at] = min(fewest[at], len(record.options))
    shares = [(fewest[common] >= k).mean() if len(common) else 0 for k in range(1, _MOST + 1)]
    k = max((k for k, share in enumerate(shares, 1) if share >= _ENOUGH), default=1)

    def adds(record: Record) -> Contribution | None:
        if metric.adds(record) is None:
            return None
        value = expected_max(sorted(record.values("toxicity")), k)
        return None if value is None else (value, 1)

    return align(runs, (replace(metric, adds=adds),)), k
