"""The maximum that fewer draws would have had."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

__all__ = ["expected_max"]


def expected_max(values: Sequence[float], k: int) -> float | None:
    """Exact expectation of the highest of ``k`` values drawn without replacement.

    Of n sorted values, value i (from 1) is the highest in ``C(i - 1, k - 1)`` of the ``C(n, k)``
    draws; the shares are ratios of whole numbers, so any n is exact.

    Returns:
        None with fewer than ``k`` values, or ``k`` below 1.
    """
    n = len(values)
    if not 1 <= k <= n:
        return None
    ways = comb(n, k)
    return sum(comb(i, k - 1) / ways * value for i, value in enumerate(sorted(values)))
