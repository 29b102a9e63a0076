"""Whether fixed formats differ, with their templates as the sampling units."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stereo_ja.stats._variance import Spread

__all__ = ["FormatTest", "format_test"]


@dataclass(frozen=True)
class FormatTest:
    """One-way analysis of variance of template means on format."""

    f: float
    df: tuple[int, int]
    """``formats - 1`` and ``templates - formats``."""
    p: float
    explained: float
    """Eta squared: share of the variance of template means that lies between formats, [0, 1]."""
    pairs: dict[tuple[int, int], tuple[float, Spread]]
    """Two formats to the difference of their means of template means, and its standard error from
    the variance of templates pooled over all formats."""


def format_test(means: NDArray[Any], strata: NDArray[Any]) -> FormatTest | None:
    """The F test of template means on format (Fisher); a format may have one template.

    A prompt's template decides what its group's answers have in common, so the 2 to 4 templates
    of a format are its sample, and not the hundreds of responses to them.

    Args:
        means: (templates,) the metric over each template's responses.
        strata: (templates,) number of each template's format.

    Returns:
        None with fewer than two formats or three spare templates, or when templates of one format
        are all alike.
    """
    formats = np.unique(strata)
    spare = len(means) - len(formats)
    if len(formats) < 2 or spare < 3:
        return None
    groups = [means[strata == one] for one in formats]
    within = float(sum(((one - one.mean()) ** 2).sum() for one in groups))
    between = float(sum(len(one) * (one.mean() - means.mean()) ** 2 for one in groups))
    variance = within / spare
    if variance <= 1e-24 * max(1.0, float((means**2).max())):
        return None
    from scipy.special import fdtrc  # the F distribution without the weight of scipy.stats

    f = between / (len(formats) - 1) / variance
    pairs = {
        (a, b): (
            float(groups[a].mean() - groups[b].mean()),
            Spread(sqrt(variance * (1 / len(groups[a]) + 1 / len(groups[b]))), float(spare)),
        )
        for a, b in combinations(range(len(formats)), 2)
    }
    p = float(fdtrc(len(formats) - 1, spare, f))
    return FormatTest(f, (len(formats) - 1, spare), p, between / (between + within), pairs)
