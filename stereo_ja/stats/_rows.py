"""Measurements of prompts that share groups, templates and formats."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stereo_ja.stats._design import Design, design_of
from stereo_ja.stats._variance import Cells, Spread, spread

__all__ = ["Rows"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Rows:
    """n rows of data."""

    groups: NDArray[Any]
    """(n,) number of each row's group, from 0."""
    templates: NDArray[Any]
    """(n,) number of each row's template, from 0."""
    strata: NDArray[Any]
    """(templates,) number of each template's format."""

    def take(self, rows: NDArray[Any]) -> Rows:
        """Some of the rows, given by a mask or by positions."""
        return Rows(self.groups[rows], self.templates[rows], self.strata)

    @cached_property
    def counts(self) -> Floats:
        """(groups, templates) rows in each cell."""
        return self.cells(np.ones(len(self.groups)))

    @cached_property
    def design(self) -> Design:
        """What is drawn anew: as much as these rows bear."""
        return design_of(self.counts, self.strata)

    def cells(self, values: Floats) -> Floats:
        """Sums of ``values`` (n,) within each group and template: (groups, templates)."""
        rows, columns = int(self.groups.max(initial=0)) + 1, len(self.strata)
        cell = self.groups * columns + self.templates
        found = np.bincount(cell, values, minlength=rows * columns)
        return found.reshape(rows, columns).astype(np.float64)

    def error(self, influence: Floats) -> Spread | None:
        """Standard error of an estimate over ``design``.

        Args:
            influence: (n,) what each row adds to the error of the estimate; sums to 0.
        """
        if self.design.over is None:
            return None
        cells = Cells(self.cells(influence), self.counts, self.strata)
        return spread(cells, self.design.over)

    def error_of_mean(self, values: Floats) -> Spread | None:
        """Standard error of the mean of ``values`` (n,), n at least 1."""
        return self.error((values - values.mean()) / len(values))
