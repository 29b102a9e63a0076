"""One set of bootstrap draws for every number of a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stereo_ja.compare._prompts import Prompts
from stereo_ja.stats._correlation import Resampling
from stereo_ja.stats._resample import Interval, crossed_weights, percentile_interval

__all__ = ["Weights", "draw"]


@dataclass(frozen=True)
class Weights:
    """Groups and templates drawn independently, the same draws for every pair and metric."""

    everything: Resampling
    """Over all prompts."""

    def of(self, rows: NDArray[Any]) -> Resampling:
        """The draws of some prompts, a mask or positions (n,)."""
        whole = self.everything
        return Resampling(
            whole.groups[rows], whole.templates[rows], whole.w_groups, whole.w_templates
        )

    def mean_interval(self, values: NDArray[np.float64], rows: NDArray[Any]) -> Interval | None:
        """95 % interval of the mean of ``values`` (n,) of the prompts ``rows``.

        Returns:
            None when the prompts are of fewer than two groups.
        """
        drawn = self.of(rows)
        if len(np.unique(drawn.groups)) < 2:
            return None
        total, count = drawn.sums(np.stack([values, np.ones_like(values)]))
        with np.errstate(invalid="ignore", divide="ignore"):
            return percentile_interval(np.where(count > 0, total / count, np.nan))


def draw(prompts: Prompts, *, draws: int, seed: int) -> Weights:
    """Draw groups and templates with replacement, ``draws`` times."""
    rows = len(prompts.group_names)
    columns = int(prompts.templates.max(initial=0)) + 1
    w_groups, w_templates = crossed_weights(rows, columns, draws=draws, seed=seed)
    return Weights(Resampling(prompts.groups, prompts.templates, w_groups, w_templates))
