"""Measurements of prompts that share groups and templates, and how often a bootstrap drew each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stereo_ja.stats._interval import calibrated_interval
from stereo_ja.stats._resample import Interval, crossed_weights, resampled_sums
from stereo_ja.stats._variance import FEWEST_TEMPLATES

__all__ = ["Rows", "draw_rows"]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Rows:
    """n rows of data and the draws of their groups, and of their templates if there are two."""

    groups: NDArray[Any]
    """(n,) column of ``w_groups`` of each row."""
    templates: NDArray[Any]
    """(n,) column of ``w_templates`` of each row."""
    w_groups: Floats
    """(draws, groups)."""
    w_templates: Floats
    """(draws, templates); of a single template it is all ones, so that only groups are drawn."""

    def take(self, rows: NDArray[Any]) -> Rows:
        """The same draws of some of the rows, given by a mask or by positions."""
        return replace(self, groups=self.groups[rows], templates=self.templates[rows])

    def cells(self, values: Floats) -> Floats:
        """Sums of ``values`` (..., n) within each group and template: (..., groups, templates)."""
        rows, columns = self.w_groups.shape[1], self.w_templates.shape[1]
        cell = self.groups * columns + self.templates
        stacked = values.reshape(-1, values.shape[-1])
        found = [np.bincount(cell, one, minlength=rows * columns) for one in stacked]
        return np.array(found, dtype=np.float64).reshape(*values.shape[:-1], rows, columns)

    def sums(self, values: Floats) -> Floats:
        """Sums of ``values`` (..., n) in each draw: (..., draws)."""
        return resampled_sums(self.cells(values), self.w_groups, self.w_templates)

    def weights(self, first: int, last: int) -> Floats:
        """How often each row was drawn, in draws ``first`` to ``last - 1``: (draws, n)."""
        of_groups = self.w_groups[first:last][:, self.groups]
        return of_groups * self.w_templates[first:last][:, self.templates]

    def interval(
        self, value: float, drawn: Floats, influence: Floats, limits: tuple[float, float]
    ) -> Interval | None:
        """95 % interval of an estimate, as ``calibrated_interval`` makes it.

        Args:
            value: The estimate.
            drawn: (draws,) the estimate in each draw; NaN where it is undefined.
            influence: (n,) what each row adds to the error of the estimate.
            limits: Ends of the estimate's range.

        Returns:
            None with fewer than two groups, or when nothing varies.
        """
        single = self.w_templates.shape[1] == 1
        return calibrated_interval(
            value,
            drawn[~np.isnan(drawn)],
            self.cells(influence),
            self.cells(np.ones_like(influence)),
            "groups" if single else "groups and templates",
            limits,
        )

    def mean_interval(self, values: Floats, limits: tuple[float, float]) -> Interval | None:
        """95 % interval of the mean of ``values`` (n,), n at least 1."""
        total, count = self.sums(np.stack([values, np.ones_like(values)]))
        drawn = np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0)
        mean = float(values.mean())
        return self.interval(mean, drawn, (values - mean) / len(values), limits)


def draw_rows(groups: NDArray[Any], templates: NDArray[Any], *, draws: int, seed: int) -> Rows:
    """Draw groups and templates with replacement, independently.

    Fewer than FEWEST_TEMPLATES templates are taken as given and not drawn.

    Args:
        groups: (n,) number of each row's group, from 0.
        templates: (n,) number of each row's template, from 0.
        draws: How many times.
        seed: Of the generator.
    """
    if len(np.unique(templates)) < FEWEST_TEMPLATES:
        templates = np.zeros_like(templates)
    rows, columns = (int(found.max(initial=0)) + 1 for found in (groups, templates))
    return Rows(groups, templates, *crossed_weights(rows, columns, draws=draws, seed=seed))
