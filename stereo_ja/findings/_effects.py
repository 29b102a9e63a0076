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
    templates_a: int
    """Templates of format ``a`` with a value."""
    templates_b: int
    difference: float
    """Mean of the template means of ``a`` - the same of ``b``, in the metric's unit."""
    interval: Interval | None
    """95 %, of ``difference``: other templates of the two formats; None where they cannot vary."""
    p: float | None
    """Two-sided, by Student's t with the variance of templates pooled over all formats."""
    p_holm: float | None
    """``p`` adjusted by Holm over the pairs of formats."""


@dataclass(frozen=True)
class FormatEffect:
    """One metric over all formats."""

    metric: str
    n: int
    """Responses with a value."""
    templates: int
    """Templates with a value: the sample of the F test."""
    f: float | None
    """F test of template means on format; None where ``why_missing`` says so."""
    f_df: tuple[int, int] | None
    f_p: float | None
    eta_squared: float | None
    """Share of the variance of template means that lies between formats, in [0, 1]."""
    kruskal_h: float | None
    """The paper's test, Kruskal-Wallis corrected for ties: it takes all responses for independent,
    so that templates alone make it small. None for refusal, which the paper does not test."""
    kruskal_df: int | None
    kruskal_p: float | None
    epsilon_squared: float | None
    """Share of the variance of the ranks that the formats explain, in [0, 1]."""
    pairs: tuple[PairEffect, ...]
    why_missing: str | None = None
    """Why there is no test over formats."""
