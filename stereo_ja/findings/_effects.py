"""Whether the format of a prompt makes a difference."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FormatEffect", "PairEffect"]

Interval = tuple[float, float]


@dataclass(frozen=True)
class PairEffect:
    """Two formats compared."""

    a: str
    b: str
    n_a: int
    """Responses to format ``a`` with a value."""
    n_b: int
    cliffs_delta: float | None
    """P(a > b) - P(a < b) over all pairs of one response to each, in [-1, 1]; of refusal, the
    difference of the two rates."""
    mann_whitney_p: float | None
    """Two-sided; takes all responses for independent. None for refusal."""
    mann_whitney_p_holm: float | None
    groups: int
    """Groups with a value in both formats."""
    difference: float | None
    """Mean over those groups of (mean in ``a`` - mean in ``b``), in the metric's unit."""
    interval: Interval | None
    """95 %, of ``difference``: other groups, the same templates."""
    p: float | None
    """Two-sided sign-flip test of ``difference``: within groups, so that what a group's responses
    have in common cancels. This is the one to quote."""
    p_holm: float | None
    """``p`` adjusted by Holm over the pairs of formats."""
    why_missing: str | None = None
    """Why there is no difference."""


@dataclass(frozen=True)
class FormatEffect:
    """One metric over all formats."""

    metric: str
    n: int
    """Responses with a value."""
    kruskal_h: float | None
    """Kruskal-Wallis, corrected for ties; takes all responses for independent. None for
    refusal, which the paired tests are for."""
    kruskal_df: int | None
    kruskal_p: float | None
    epsilon_squared: float | None
    """Share of the variance of the ranks that the formats explain, in [0, 1]."""
    groups: int
    """Groups with a value in every format."""
    friedman_q: float | None
    """Friedman's chi-square on the groups' means in each format; for refusal it generalises
    Cochran's Q to several templates a format."""
    friedman_df: int | None
    friedman_p: float | None
    kendalls_w: float | None
    """Agreement of the groups on the order of the formats, in [0, 1]."""
    pairs: tuple[PairEffect, ...]
    why_missing: str | None = None
    """Why there is no test over all formats."""
