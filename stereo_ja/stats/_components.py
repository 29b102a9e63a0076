"""Where the variance of a measurement over groups x templates comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Components", "components"]


@dataclass(frozen=True)
class Components:
    """Variances in the squared unit of the measurement, and the design they were seen in."""

    group: float
    """Between groups, 0 or more."""
    template: float
    """Between templates, 0 or more."""
    residual: float
    """What is left: the interaction of group and template, and chance in generation."""
    groups: int
    templates: int
    cells: int
    """Measurements; ``groups * templates`` when none is missing."""
    group_excess: float = 1.0
    """How much more the unevenly filled groups weigh: ``groups * sum(n_g**2) / cells**2``."""
    template_excess: float = 1.0

    @property
    def filled(self) -> float:
        """Share of the cells that are measured, in (0, 1]."""
        return self.cells / (self.groups * self.templates)


def components(values: NDArray[Any], groups: NDArray[Any], templates: NDArray[Any]) -> Components:
    """Two-way random effects without replication, by the method of moments.

    The model is ``value = mean + group + template + residual`` with independent effects. The four
    uncorrected sums of squares (all values, group means, template means, overall mean) are set
    equal to their expectations (Henderson, Biometrics 9, 1953, method 1), which is unbiased with
    missing cells too; for complete data it is the analysis of variance. Negative estimates become
    0.

    Args:
        values: (n,) one measurement a cell.
        groups: (n,) the group of each.
        templates: (n,) the template of each.

    Raises:
        ValueError: Fewer than two groups or templates, or too few cells to tell them apart.
    """
    of_group = np.unique(groups, return_inverse=True)[1]
    of_template = np.unique(templates, return_inverse=True)[1]
    in_group, in_template = np.bincount(of_group), np.bincount(of_template)
    n, rows, columns = len(values), len(in_group), len(in_template)
    if rows < 2 or columns < 2:
        msg = f"{rows} groups x {columns} templates; two of each are needed"
        raise ValueError(msg)
    if n < rows + columns:
        msg = f"{n} cells of {rows} groups x {columns} templates are too few to tell them apart"
        raise ValueError(msg)
    centred = values - values.mean()
    by_group = (np.bincount(of_group, centred) ** 2 / in_group).sum()
    by_template = (np.bincount(of_template, centred) ** 2 / in_template).sum()
    in_mean = (float((in_group**2).sum()) / n, float((in_template**2).sum()) / n)
    # Expected sums of squares about the overall mean, as coefficients of the three variances.
    system = np.array(
        [
            [n - in_mean[0], n - in_mean[1], n - 1],
            [n - in_mean[0], rows - in_mean[1], rows - 1],
            [columns - in_mean[0], n - in_mean[1], columns - 1],
        ]
    )
    observed = np.array([(centred**2).sum(), by_group, by_template])
    group, template, residual = np.maximum(np.linalg.solve(system, observed), 0.0)
    return Components(
        float(group), float(template), float(residual), rows, columns, n,
        group_excess=rows * in_mean[0] / n,
        template_excess=columns * in_mean[1] / n,
    )  # fmt: skip
