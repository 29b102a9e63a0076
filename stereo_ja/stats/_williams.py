"""Williams' test: is one model's correlation with x larger than with y, on the same prompts?"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, sqrt

__all__ = ["Williams", "williams"]


@dataclass(frozen=True)
class Williams:
    """The test of two dependent correlations that share a variable."""

    t: float | None
    """Positive when the shared variable correlates more with x; None where ``why`` says so."""
    df: int
    """``n - 3``."""
    p: float | None
    """Two-sided."""
    why: str | None = None
    """Why there is no t; None when there is."""


def williams(r_shared_x: float, r_shared_y: float, r_xy: float, n: int) -> Williams:
    """Test that two correlations with a shared variable are equal.

    With ``R`` the 3 x 3 correlation matrix, ``|R|`` its determinant and ``m`` the mean of the two
    correlations, ``t = (r_shared_x - r_shared_y) * sqrt((n - 1) * (1 + r_xy) /
    (2 * (n - 1) / (n - 3) * |R| + m**2 * (1 - r_xy)**3))`` has ``n - 3`` degrees of freedom
    (Williams, Journal of the Royal Statistical Society B 21, 1959; the form that Steiger,
    Psychological Bulletin 87, 1980, equation 7, recommends). It takes the ``n`` rows for
    independent. Prompts that share a group or a template are not, so that its p is then too small.

    Args:
        r_shared_x: Correlation of the shared variable with x, in [-1, 1].
        r_shared_y: Correlation of the shared variable with y.
        r_xy: Correlation of x with y.
        n: Rows that all three correlations are computed from.

    Raises:
        ValueError: A correlation lies outside [-1, 1].
    """
    if not all(isfinite(r) and abs(r) <= 1 + 1e-12 for r in (r_shared_x, r_shared_y, r_xy)):
        msg = f"not correlations: {r_shared_x}, {r_shared_y}, {r_xy}"
        raise ValueError(msg)
    if n < 4:
        return Williams(None, n - 3, None, f"{n} rows in common; the test needs 4")
    squares = r_shared_x**2 + r_shared_y**2 + r_xy**2
    # Below zero only by rounding when all rows come from the same data.
    determinant = max(0.0, 1 - squares + 2 * r_shared_x * r_shared_y * r_xy)
    mean = (r_shared_x + r_shared_y) / 2
    below = 2 * (n - 1) / (n - 3) * determinant + mean**2 * (1 - r_xy) ** 3
    if below < 1e-12 or 1 + r_xy < 1e-12:
        return Williams(None, n - 3, None, "x and y are the same or opposite on these rows")
    from scipy.stats import t as student

    t = (r_shared_x - r_shared_y) * sqrt((n - 1) * (1 + r_xy) / below)
    return Williams(t, n - 3, float(2 * student.sf(abs(t), n - 3)))
