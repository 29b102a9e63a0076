"""All responses of a run as numbers: what each adds to each metric, summed over cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stereo_ja.metrics._metric import Contribution, Metric
from stereo_ja.pipeline import Record

__all__ = ["Adds", "Cells", "Grid", "Table", "cells_by", "ratio_values", "table_of"]

Floats = NDArray[np.float64]
Cells = tuple[Floats, Floats]
"""Numerators and denominators of one metric, summed within cells; both of one shape."""
Adds = Callable[[Record], Contribution | None]
"""What a response adds to a metric; None where it is outside the denominator."""


def cells_by(
    places: Sequence[NDArray[Any]], shape: tuple[int, ...], top: Floats, bottom: Floats
) -> Cells:
    """The one sum over cells: numerators and denominators of the responses of each cell.

    Args:
        places: One array (n,) of positions for each axis of ``shape``.
        shape: The cells.
        top: (n,) numerators.
        bottom: (n,) denominators; 0 where a response is not in the metric's denominator.

    Returns:
        Two arrays of ``shape``.
    """
    cell = np.ravel_multi_index(tuple(places), shape) if len(top) else np.empty(0, dtype=np.int64)
    size = int(np.prod(shape))
    return _binned(cell, top, size).reshape(shape), _binned(cell, bottom, size).reshape(shape)


def _binned(cell: NDArray[Any], values: Floats, size: int) -> Floats:
    found: Floats = np.bincount(cell, weights=values, minlength=size).astype(np.float64)
    return found


def ratio_values(cells: Cells) -> Floats:
    """Numerator over denominator of each cell; NaN for a cell without a denominator."""
    top, bottom = cells
    found: Floats = np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom > 0)
    return found


@dataclass(frozen=True)
class Grid:
    """Metrics over the same groups and templates."""

    cells: Mapping[str, Cells]
    """Metric to numerators and denominators, (groups, templates) each."""
    strata: NDArray[Any]
    """(templates,) number of each template's format."""


@dataclass(frozen=True)
class Table:
    """A run's responses; arrays have one entry each, in their order."""

    records: tuple[Record, ...]
    groups: tuple[str, ...]
    """In order of appearance."""
    templates: tuple[int | None, ...]
    """In ascending order, those of one format apart from another's; None, for samples that do not
    name their template, last."""
    strata: NDArray[Any]
    """(templates,) number of each template's format."""
    of_group: NDArray[Any]
    """(n,) position in ``groups``."""
    of_template: NDArray[Any]
    """(n,) position in ``templates``."""
    parts: Mapping[str, Cells]
    """Metric to (n,) numerators and (n,) denominators; 0 where a response is not in the metric's
    denominator."""

    @property
    def shape(self) -> tuple[int, int]:
        """Groups and templates."""
        return len(self.groups), len(self.templates)

    def cells(self, top: Floats, bottom: Floats) -> Cells:
        """Sums within each group and template: two arrays (groups, templates)."""
        return cells_by((self.of_group, self.of_template), self.shape, top, bottom)

    def whole(self) -> Grid:
        """Cells of every metric over all responses."""
        return Grid({name: self.cells(*one) for name, one in self.parts.items()}, self.strata)

    def part(self, rows: NDArray[Any], metrics: Sequence[str]) -> Grid:
        """Cells of some responses, over the groups and templates that occur among them."""
        groups, of_group = np.unique(self.of_group[rows], return_inverse=True)
        templates, of_template = np.unique(self.of_template[rows], return_inverse=True)
        shape = len(groups), len(templates)
        cells = {
            name: cells_by((of_group, of_template), shape, *(one[rows] for one in self.parts[name]))
            for name in metrics
        }
        return Grid(cells, self.strata[templates])

    def built(self, adds: Adds) -> Cells:
        """(n,) numerators and denominators of something that is no metric of the table."""
        return _parts(self.records, adds)


def table_of(records: Sequence[Record], metrics: Sequence[Metric]) -> Table:
    """The table of the responses of one run."""
    groups = {one.group: None for one in records}
    formats = {name: number for number, name in enumerate(dict.fromkeys(map(_format, records)))}
    asked = {(one.template_id, formats[one.format]) for one in records}
    columns = sorted(asked, key=lambda found: (found[0] is None, found[0] or 0, found[1]))
    group_at = {group: place for place, group in enumerate(groups)}
    column_at = {column: place for place, column in enumerate(columns)}
    return Table(
        tuple(records), tuple(groups), tuple(template for template, _ in columns),
        np.array([stratum for _, stratum in columns], dtype=np.int64),
        np.array([group_at[one.group] for one in records], dtype=np.int64),
        np.array([column_at[one.template_id, formats[one.format]] for one in records],
                 dtype=np.int64),
        {metric.name: _parts(records, metric.adds) for metric in metrics},
    )  # fmt: skip


def _format(record: Record) -> str:
    return record.format


def _parts(records: Sequence[Record], adds: Adds) -> Cells:
    pairs = np.array([adds(one) or (0.0, 0.0) for one in records], dtype=np.float64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]
