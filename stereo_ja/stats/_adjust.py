"""Adjustment of p-values for how many were looked at. None is a test that was not possible."""

from __future__ import annotations

from collections.abc import Callable, Sequence

__all__ = ["benjamini_hochberg", "holm"]


def holm(p: Sequence[float | None]) -> list[float | None]:
    """Adjusted p-values that control the chance of any false finding.

    The i-th smallest of m is multiplied by ``m - i + 1``, then made monotone and cut at 1 (Holm,
    Scandinavian Journal of Statistics 6, 1979). None stays None and does not count towards m.

    Raises:
        ValueError: A p-value lies outside [0, 1].
    """

    def step_down(ordered: list[float]) -> list[float]:
        found, highest = [], 0.0
        for rank, value in enumerate(ordered):
            highest = max(highest, min(1.0, value * (len(ordered) - rank)))
            found.append(highest)
        return found

    return _adjusted(p, step_down)


def benjamini_hochberg(p: Sequence[float | None]) -> list[float | None]:
    """Adjusted p-values that control the expected share of false findings among the findings.

    The i-th smallest of m is multiplied by ``m / i``, then made monotone from the largest down
    (Benjamini and Hochberg, Journal of the Royal Statistical Society B 57, 1995). It holds for
    independent and for positively dependent tests. None stays None and does not count towards m.

    Raises:
        ValueError: A p-value lies outside [0, 1].
    """

    def step_up(ordered: list[float]) -> list[float]:
        found, lowest = [], 1.0
        for rank in range(len(ordered), 0, -1):
            lowest = min(lowest, ordered[rank - 1] * len(ordered) / rank)
            found.append(lowest)
        return found[::-1]

    return _adjusted(p, step_up)


def _adjusted(
    p: Sequence[float | None], adjust: Callable[[list[float]], list[float]]
) -> list[float | None]:
    tested = [(value, place) for place, value in enumerate(p) if value is not None]
    if not all(0 <= value <= 1 for value, _ in tested):
        msg = f"not p-values: {list(p)}"
        raise ValueError(msg)
    tested.sort()
    found: list[float | None] = [None] * len(p)
    adjusted = adjust([value for value, _ in tested])
    for (_, place), value in zip(tested, adjusted, strict=True):
        found[place] = value
    return found
