"""The prompts of several runs in one order, with every run's value of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stereo_ja.analysis import Response, Run, contributions
from stereo_ja.analysis._record import record_of
from stereo_ja.compare._model import COMPARED
from stereo_ja.reading._outcome import Outcome

__all__ = ["Prompts", "align"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Prompts:
    """Prompts in the order of their ids. NaN marks a prompt outside a metric's denominator."""

    prompts: tuple[Response, ...]
    """For each of the n prompts one response to it, which tells its group, template and format."""
    groups: NDArray[Any]
    """(n,) number of the prompt's group, from 0."""
    group_names: tuple[tuple[str, str], ...]
    """Group id and term of each group."""
    templates: NDArray[Any]
    """(n,) number of the prompt's template, from 0."""
    values: dict[str, Floats]
    """Metric to (runs, n): mean over the generations in the metric's denominator."""
    within: dict[str, Floats]
    """Metric to (runs, n): squared standard error of that mean; NaN with fewer than two."""
    refused: Floats
    """(runs, n) whether the first generation is refused, 1 or 0; NaN if neither that nor valid."""

    def common(self, metric: str, runs: Sequence[int]) -> tuple[Floats, NDArray[Any]]:
        """The values (runs, m) of the m prompts that count in all of ``runs``, and which (m,)."""
        values = self.values[metric][list(runs)]
        kept = np.flatnonzero(~np.isnan(values).any(axis=0))
        return values[:, kept], kept


def align(runs: Sequence[Run]) -> Prompts:
    """Bring the prompts of all runs into one order, which does not depend on the runs' order."""
    known: dict[str, Response] = {}
    for run in runs:
        for response in run.samples:
            known.setdefault(response.id, response)
    prompts = tuple(known[key] for key in sorted(known))
    position = {response.id: index for index, response in enumerate(prompts)}
    names: dict[str, str] = {}
    for one in prompts:
        names.setdefault(one.group_id or one.group, one.group)
    rows = {key: index for index, key in enumerate(names)}
    columns: dict[object, int] = {}
    for one in prompts:
        columns.setdefault(_template(one), len(columns))
    sums = np.zeros((len(runs), len(COMPARED), 3, len(prompts)))
    refused = np.full((len(runs), len(prompts)), np.nan)
    for number, run in enumerate(runs):
        for response in run.samples:
            at = position[response.id]
            _add(sums[number, :, :, at], response)
            if response.generation == 0 and response.outcome in (Outcome.REFUSED, Outcome.VALID):
                refused[number, at] = response.outcome is Outcome.REFUSED
    means, errors = _moments(sums)
    return Prompts(
        prompts=prompts,
        groups=np.array([rows[one.group_id or one.group] for one in prompts], dtype=int),
        group_names=tuple(names.items()),
        templates=np.array([columns[_template(one)] for one in prompts], dtype=int),
        values={metric: means[:, index] for index, metric in enumerate(COMPARED)},
        within={metric: errors[:, index] for index, metric in enumerate(COMPARED)},
        refused=refused,
    )


def _template(response: Response) -> object:
    return response.format if response.template_id is None else response.template_id


def _add(sums: Floats, response: Response) -> None:
    """Add count, value and square of one response to the metrics it belongs to."""
    found = contributions(record_of(response), response.format)
    for index, metric in enumerate(COMPARED):
        pair = found[metric]
        if pair is not None:  # the denominators of all metrics compared are ones
            sums[index] += (1.0, pair[0], pair[0] ** 2)


def _moments(sums: Floats) -> tuple[Floats, Floats]:
    count, total, squares = np.moveaxis(sums, 2, 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.where(count > 0, total / count, np.nan)
        variance = np.maximum(squares - count * means**2, 0.0) / (count - 1)
        errors = np.where(count > 1, variance / count, np.nan)
    return means, errors
