"""The bootstrap over groups, or over groups and templates, by matrix products."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "CONFIDENCE", "DRAWS", "Interval", "crossed_weights", "group_weights", "percentile_interval",
    "ratio_interval", "resampled_sums",
]  # fmt: skip

Floats = NDArray[np.float64]
Interval = tuple[float, float]
"""Lower and upper end of a 95 % interval."""

DRAWS = 10_000
CONFIDENCE = 0.95
_AT_ONCE = 4_000_000
"""Most numbers held at once for the products of cells and weights."""


def group_weights(groups: int, *, draws: int = DRAWS, seed: int = 0) -> Floats:
    """How often each group was drawn, when as many are drawn with replacement as there are.

    Returns:
        (draws, groups) whole numbers; each row sums to ``groups``.

    Raises:
        ValueError: No group or no draw.
    """
    return _weights(groups, draws, seed, 0)


def crossed_weights(
    groups: int, templates: int, *, draws: int = DRAWS, seed: int = 0
) -> tuple[Floats, Floats]:
    """How often each group and, independently, each template was drawn.

    A cell weighs the product of its two weights: the pigeonhole bootstrap (Owen, Annals of
    Applied Statistics 1, 2007).

    Returns:
        (draws, groups), the same as ``group_weights`` gives, and (draws, templates).

    Raises:
        ValueError: No group, no template or no draw.
    """
    of_templates = _weights(templates, draws, seed, 1)
    return group_weights(groups, draws=draws, seed=seed), of_templates


def resampled_sums(
    cells: NDArray[Any], w_groups: Floats, w_templates: Floats | None = None
) -> Floats:
    """The sum over all cells, each times its weight, in every draw.

    Args:
        cells: (..., groups, templates); an empty cell is 0.
        w_groups: (draws, groups).
        w_templates: (draws, templates); None weighs every template once.

    Returns:
        (..., draws).
    """
    lead, (groups, templates) = cells.shape[:-2], cells.shape[-2:]
    stacked = np.asarray(cells, dtype=np.float64).reshape(-1, groups, templates)
    if w_templates is None:
        whole: Floats = (stacked.sum(axis=2) @ w_groups.T).reshape(*lead, -1)
        return whole
    found = np.empty((len(stacked), len(w_groups)))
    step = max(1, _AT_ONCE // max(1, len(w_groups) * templates))
    for first in range(0, len(stacked), step):
        part = stacked[first : first + step]
        columns = part.transpose(1, 0, 2).reshape(groups, -1)
        by_template = (w_groups @ columns).reshape(len(w_groups), len(part), templates)
        found[first : first + step] = np.einsum("dkt,dt->kd", by_template, w_templates)
    return found.reshape(*lead, -1)


def percentile_interval(drawn: NDArray[Any]) -> Interval | None:
    """The middle 95 % of (draws,) values; NaN draws are left out, None if none is left."""
    kept = drawn[~np.isnan(drawn)]
    if not kept.size:
        return None
    low, high = np.quantile(kept, ((1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2))
    return float(low), float(high)


def ratio_interval(
    top: NDArray[Any],
    bottom: NDArray[Any],
    *,
    draws: int = DRAWS,
    seed: int = 0,
    crossed: bool = False,
) -> Interval | None:
    """Percentile interval of ``top.sum() / bottom.sum()``.

    Plain percentiles are too narrow when there are few groups or templates, and too wide when
    neither matters; ``mean_interval`` corrects both.

    Args:
        top: (groups, templates) numerators; an empty cell is 0.
        bottom: (groups, templates) denominators.
        draws: Resamples.
        seed: Of the generator.
        crossed: Draw templates too, instead of taking them as given.

    Returns:
        None where no draw has a denominator.
    """
    w_groups, w_templates = crossed_weights(*top.shape, draws=draws, seed=seed)
    sums = resampled_sums(np.stack([top, bottom]), w_groups, w_templates if crossed else None)
    return percentile_interval(_divided(sums[0], sums[1]))


def _divided(top: Floats, bottom: Floats) -> Floats:
    return np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom != 0)


@lru_cache(maxsize=32)
def _weights(count: int, draws: int, seed: int, stream: int) -> Floats:
    if count < 1 or draws < 1:
        msg = f"{draws} draws of {count}; both must be at least 1"
        raise ValueError(msg)
    drawn = np.random.default_rng([seed, stream]).integers(count, size=(draws, count))
    drawn += np.arange(draws)[:, None] * count
    counted = np.bincount(drawn.ravel(), minlength=draws * count)
    found: Floats = counted.reshape(draws, count).astype(np.float64)
    # The same draws serve many metrics; nobody may change them for the others.
    found.setflags(write=False)
    return found
