"""Numbers as they stand in a terminal table; a missing one is a dash."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["number", "p_value", "signed", "with_interval"]

Interval = tuple[float, float]


def number(value: float | None) -> str:
    """Three decimals."""
    return "-" if value is None else f"{value:.3f}"


def signed(value: float | None) -> str:
    """Three decimals with a plus or minus."""
    return "-" if value is None else f"{value:+.3f}"


def with_interval(
    value: float | None, interval: Interval | None, show: Callable[[float | None], str] = number
) -> str:
    """``0.123 [0.100, 0.150]``; without the brackets when there is no interval."""
    if interval is None:
        return show(value)
    return f"{show(value)} [{show(interval[0])}, {show(interval[1])}]"


def p_value(p: float | None) -> str:
    """Four decimals, and nothing smaller than ``<0.0001``."""
    if p is None:
        return "-"
    return "<0.0001" if p < 0.0001 else f"{p:.4f}"
