"""McNemar's test: did one of two models say yes more often, on the same prompts?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["EXACT_BELOW", "McNemar", "mcnemar"]

EXACT_BELOW = 25
"""Discordant pairs from which on the chi-square approximation is used."""


@dataclass(frozen=True)
class McNemar:
    """The test of two paired proportions."""

    only_a: int
    """Pairs in which only the first said yes."""
    only_b: int
    method: Literal["exact", "chi-square"]
    statistic: float | None
    """Chi-square with one degree of freedom and continuity correction; None when exact."""
    p: float
    """Two-sided. Without a discordant pair it is 1: the pairs say nothing against equality."""


def mcnemar(only_a: int, only_b: int) -> McNemar:
    """Test that both proportions are equal, from the discordant pairs.

    Below EXACT_BELOW discordant pairs the exact binomial test with probability 1/2, else
    ``(|only_a - only_b| - 1)**2 / (only_a + only_b)`` as chi-square (McNemar, Psychometrika 12,
    1947; Edwards, Psychometrika 13, 1948). It takes the pairs for independent.

    Raises:
        ValueError: A count is negative.
    """
    if only_a < 0 or only_b < 0:
        msg = f"negative count: {only_a}, {only_b}"
        raise ValueError(msg)
    from scipy.stats import binom, chi2

    total = only_a + only_b
    if total < EXACT_BELOW:
        p = min(1.0, 2 * float(binom.cdf(min(only_a, only_b), total, 0.5)))
        return McNemar(only_a, only_b, "exact", None, p)
    # With equal counts the correction would turn no difference into one.
    statistic = max(0.0, abs(only_a - only_b) - 1.0) ** 2 / total
    return McNemar(only_a, only_b, "chi-square", statistic, float(chi2.sf(statistic, 1)))
