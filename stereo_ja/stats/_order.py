"""The order of several means that were measured on the same prompts, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from stereo_ja.stats._adjust import holm
from stereo_ja.stats._rows import Rows
from stereo_ja.stats._variance import t_test

__all__ = ["Order", "order"]

Floats = NDArray[np.float64]
_LEVEL = 0.05


@dataclass(frozen=True)
class Order:
    """Of k runs."""

    ranks: tuple[int, ...]
    """One more than the runs that are told to be better; those not told apart share a rank."""
    chances: tuple[tuple[float, ...], ...]
    """(k, k) chance of each run to have each rank, were other groups and templates asked."""


def order(values: Floats, rows: Rows, *, lower: bool, draws: int, seed: int) -> Order | None:
    """Ranks with ties, and the chance of every rank.

    Two runs are told apart when the t test of their paired difference has a p below 0.05, adjusted
    by Holm over all pairs. The chances are those of a multivariate t whose variances of all
    differences are the ones of these tests, with the fewest degrees of freedom among them.

    Args:
        values: (k, n) each run's value of each prompt.
        rows: Whose groups, templates and formats they share.
        lower: Whether less is better.
        draws: Of the multivariate t.
        seed: Of the draws.

    Returns:
        None where too few groups and templates are left to tell.
    """
    count = len(values)
    if rows.design.over is None or not values.size:
        return None
    means = values.mean(axis=1) * (1 if lower else -1)
    pairs = list(combinations(range(count), 2))
    errors = {pair: rows.error_of_mean(values[pair[0]] - values[pair[1]]) for pair in pairs}
    adjusted = holm([t_test(float(means[a] - means[b]), errors[a, b]) for a, b in pairs])
    worse = [0] * count
    for (a, b), p in zip(pairs, adjusted, strict=True):
        if p is not None and p < _LEVEL:
            worse[a if means[a] > means[b] else b] += 1
    squares = np.zeros((count, count))
    for (a, b), error in errors.items():
        squares[a, b] = squares[b, a] = error.error**2 if error else 0.0
    df = min((error.df for error in errors.values() if error), default=np.inf)
    drawn = _drawn(means, squares, float(df), draws, seed)
    at = drawn.argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    chances = tuple(tuple(float((at[:, a] == rank).mean()) for rank in range(count))
                    for a in range(count))  # fmt: skip
    return Order(tuple(1 + one for one in worse), chances)


def _drawn(means: Floats, squares: Floats, df: float, draws: int, seed: int) -> Floats:
    """(draws, k) means with the given variances of all differences."""
    count = len(means)
    centring = np.eye(count) - 1 / count
    # Classical scaling: the covariance of deviations from the mean of all, from their distances.
    covariance = -centring @ squares @ centring / 2
    values, vectors = np.linalg.eigh(covariance)
    root = vectors * np.sqrt(np.maximum(values, 0))
    rng = np.random.default_rng(seed)
    scale = np.sqrt(df / rng.chisquare(df, size=(draws, 1))) if np.isfinite(df) else 1.0
    # Runs that are the same on every prompt have either rank as often.
    tie = 1e-12 * rng.random((draws, count))
    found: Floats = means + scale * (rng.normal(size=(draws, count)) @ root.T) + tie
    return found
