"""The value of each group as if all had been asked the same, and how well it is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from stereo_ja.metrics import Table
from stereo_ja.stats._poisson_binomial import poisson_binomial_p
from stereo_ja.stats._shrink import Shrunken, shrink

__all__ = ["Compared", "compared_means", "compared_rates"]

Floats = NDArray[np.float64]
_PRIOR_DF = 4.0
"""Weight, in degrees of freedom, of the variance pooled over groups beside a group's own: twelve
responses know their variance poorly, and twelve equal ones would have none (Smyth, Statistical
Applications in Genetics and Molecular Biology 3, 2004, who estimates this weight)."""
_ROUNDS = 50


@dataclass(frozen=True)
class Compared:
    """The groups of a run held against all of them."""

    adjusted: Floats
    """(groups,) NaN for a group without a value."""
    known: NDArray[np.int64]
    """Positions of the groups that are compared, in ascending order."""
    shrunken: Shrunken | None
    """Of the known groups; None where there are fewer than two."""
    p: list[float]
    """Two-sided p of each known group, that it is like the others; empty without ``shrunken``."""


def compared_means(table: Table, top: Floats, bottom: Floats) -> Compared:
    """Groups compared by the mean of a metric over the prompts.

    A group's variance is that of its prompts once the templates are taken out, eased towards the
    variance pooled over all groups; p is Student's.

    Args:
        table: The run.
        top: (responses,) numerators.
        bottom: (responses,) denominators; 0 where a response has no value.
    """
    above, below = table.cells(top, bottom)
    kept = below > 0
    adjusted, rest = _without_templates(above, below)
    asked = kept.sum(axis=1)
    own_df = np.maximum(asked - 1.0, 0)
    squares = (rest**2).sum(axis=1)
    left = kept.sum() - kept.any(axis=1).sum() - kept.any(axis=0).sum() + 1
    if left > 0:  # what the templates' means took up, too
        squares = squares * own_df.sum() / left
    pooled = squares.sum() / own_df.sum() if own_df.sum() else 0.0
    eased = (squares + _PRIOR_DF * pooled) / (own_df + _PRIOR_DF)
    variances = eased / np.maximum(asked, 1)
    known = np.flatnonzero((asked > 0) & (variances > 0))
    found = shrink(adjusted[known], variances[known])
    if found is None:
        return Compared(adjusted, known, None, [])
    from scipy.special import stdtr

    # A group is a part of the mean that it is held against.
    error = np.sqrt(variances[known] * (1 - 1 / len(known)))
    distance = np.abs(adjusted[known] - found.mean) / error
    p = 2 * stdtr(own_df[known] + _PRIOR_DF, -distance)
    return Compared(adjusted, known, found, [float(one) for one in p])


def compared_rates(table: Table, top: Floats, bottom: Floats) -> Compared:
    """Groups compared by a rate, of which every response is in or out.

    A group's variance is that of responses with the chances that the templates have over all
    groups: of its own responses, one without a hit would seem perfectly known. The interval widens
    where the rate is further from 0 and 1. p is exact for those chances, which are
    (hits + 1/2) / (responses + 1).

    Args:
        table: The run.
        top: (responses,) 1 for a hit.
        bottom: (responses,) 1 where a response counts.
    """
    above, below = table.cells(top, bottom)
    adjusted, _ = _without_templates(above, below)
    asked = below.sum(axis=1)
    known = np.flatnonzero(asked > 0)
    chances = (above.sum(axis=0) + 0.5) / (below.sum(axis=0) + 1)
    variances = (below @ (chances * (1 - chances)))[known] / asked[known] ** 2
    usual = (below @ chances)[known] / asked[known]

    def variance_at(rates: Floats) -> Floats:
        inside = np.clip(rates, 0, 1)
        wider = np.maximum(inside * (1 - inside) / (usual * (1 - usual)), 1)
        found: Floats = variances * wider
        return found

    found = shrink(adjusted[known], variances, variance_at)
    if found is None:
        return Compared(adjusted, known, None, [])
    # One column a response: a prompt with several generations is as many trials.
    most = int(below.max(initial=0))
    trials = np.concatenate([chances * (below[known] > number) for number in range(most)], axis=1)
    p = poisson_binomial_p(above[known].sum(axis=1), trials)
    return Compared(adjusted, known, found, [float(one) for one in p])


def _without_templates(above: Floats, below: Floats) -> tuple[Floats, Floats]:
    """Least squares of ``group + template``: (groups,) at an average template, and what is left.

    Cells weigh the same, however many generations they hold. A group without a cell is NaN.
    """
    kept = below > 0
    values = np.divide(above, below, out=np.zeros_like(above), where=kept)
    asked = np.maximum(kept.sum(axis=1, keepdims=True), 1)
    answered = np.maximum(kept.sum(axis=0, keepdims=True), 1)
    of_group = np.zeros((len(values), 1))
    of_template = np.zeros((1, values.shape[1]))
    for _ in range(_ROUNDS):
        of_template = np.where(kept, values - of_group, 0).sum(axis=0, keepdims=True) / answered
        of_group = np.where(kept, values - of_template, 0).sum(axis=1, keepdims=True) / asked
    rest = np.where(kept, values - of_group - of_template, 0)
    used = kept.any(axis=0)
    base = float(of_template[0, used].mean()) if used.any() else 0.0
    found: Floats = np.where(kept.any(axis=1), base + of_group[:, 0], np.nan)
    return found, rest
