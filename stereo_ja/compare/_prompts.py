"""The prompts of several runs in one order, with every run's value of each."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stereo_ja.metrics import Metric, cells_by, ratio_values, table_of
from stereo_ja.pipeline import Record
from stereo_ja.reading import Outcome
from stereo_ja.runs import Run
from stereo_ja.stats._rows import Rows

__all__ = ["Aligned", "Prompts", "align"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Aligned:
    """One metric of some runs on the m prompts that count in all of them."""

    at: NDArray[Any]
    """(m,) positions of the prompts."""
    values: Floats
    """(runs, m) each prompt's own value."""
    shares: Floats
    """(runs, m) what each prompt does to the value of the whole: their mean is the sum of all
    numerators over the sum of all denominators, and they vary as that ratio's linearisation does
    (Cochran, Sampling Techniques, 1977, chapter 6). With equal denominators, as in any mean over
    prompts, they are the values."""


@dataclass(frozen=True)
class Prompts:
    """Prompts in the order of their ids. NaN marks a prompt outside a metric's denominator."""

    metrics: tuple[Metric, ...]
    """All that are compared."""
    prompts: tuple[Record, ...]
    """For each of the n prompts one response to it, which tells its group, template and format."""
    groups: NDArray[Any]
    """(n,) number of the prompt's group, from 0."""
    group_names: tuple[tuple[str, str], ...]
    """Group id and term of each group."""
    templates: NDArray[Any]
    """(n,) number of the prompt's template, from 0."""
    strata: NDArray[Any]
    """(templates,) number of each template's format."""
    tops: dict[str, Floats]
    """Metric to (runs, n): sums of the numerators."""
    bottoms: dict[str, Floats]
    """Metric to (runs, n): sums of the denominators."""
    within: dict[str, Floats]
    """Metric to (runs, n): squared standard error of a prompt's value by its generations; NaN with
    fewer than two."""
    refused: Floats
    """(runs, n) whether the first generation is refused, 1 or 0; NaN if neither that nor valid."""

    @property
    def rows(self) -> Rows:
        """What the prompts share."""
        return Rows(self.groups, self.templates, self.strata)

    def values(self, metric: str, runs: Sequence[int]) -> Floats:
        """(runs, n) the value of each prompt; NaN outside the denominator."""
        at = list(runs)
        return ratio_values((self.tops[metric][at], self.bottoms[metric][at]))

    def common(self, metric: str, runs: Sequence[int]) -> Aligned:
        """The prompts that count in all of ``runs``."""
        values = self.values(metric, runs)
        at = np.flatnonzero(~np.isnan(values).any(axis=0))
        top, bottom = (part[metric][list(runs)][:, at] for part in (self.tops, self.bottoms))
        whole = ratio_values((top.sum(axis=1, keepdims=True), bottom.sum(axis=1, keepdims=True)))
        weight = len(at) / bottom.sum(axis=1, keepdims=True) if len(at) else bottom
        return Aligned(at, values[:, at], whole + weight * (top - whole * bottom))


def align(runs: Sequence[Run], metrics: Sequence[Metric]) -> Prompts:
    """Bring the prompts of all runs into one order, which does not depend on the runs' order."""
    known: dict[str, Record] = {}
    for run in runs:
        for record in run.samples:
            known.setdefault(record.id, record)
    prompts = tuple(known[key] for key in sorted(known))
    position = {record.id: index for index, record in enumerate(prompts)}
    names = {one.cluster: one.group for one in reversed(prompts)}
    clusters = dict.fromkeys(one.cluster for one in prompts)
    columns = [(one.template_id, one.format) for one in prompts]
    parts = [_sums(run, metrics, position) for run in runs]
    stacked = {
        metric.name: [np.stack([part[metric.name][end] for part in parts]) for end in range(3)]
        for metric in metrics
    }
    return Prompts(
        metrics=tuple(metrics),
        prompts=prompts,
        groups=_numbered(one.cluster for one in prompts),
        group_names=tuple((key, names[key]) for key in clusters),
        templates=_numbered(columns),
        strata=_numbered(name for _, name in dict.fromkeys(columns)),
        tops={name: found[0] for name, found in stacked.items()},
        bottoms={name: found[1] for name, found in stacked.items()},
        within={name: found[2] for name, found in stacked.items()},
        refused=np.stack([_refused(run, position) for run in runs]),
    )


def _numbered(keys: Iterable[Hashable]) -> NDArray[Any]:
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=int)


def _sums(
    run: Run, metrics: Sequence[Metric], position: dict[str, int]
) -> dict[str, tuple[Floats, Floats, Floats]]:
    """Metric to numerators, denominators and squared errors, each (n,)."""
    places = np.array([position[one.id] for one in run.samples], dtype=int)
    shape = (len(position),)
    found = {}
    for name, (top, bottom) in table_of(run.samples, metrics).parts.items():
        counted = (bottom > 0).astype(float)
        tops, bottoms = cells_by((places,), shape, top, bottom)
        whole = ratio_values((tops, bottoms))
        rest = np.where(bottom > 0, top - whole[places] * bottom, 0.0)
        squares, n = cells_by((places,), shape, rest**2, counted)
        with np.errstate(invalid="ignore", divide="ignore"):
            errors = np.where(n > 1, n / (n - 1) * squares / bottoms**2, np.nan)
        found[name] = tops, bottoms, errors
    return found


def _refused(run: Run, position: dict[str, int]) -> Floats:
    found = np.full(len(position), np.nan)
    for one in run.samples:
        if one.generation == 0 and one.outcome in (Outcome.REFUSED, Outcome.VALID):
            found[position[one.id]] = one.outcome is Outcome.REFUSED
    return found
