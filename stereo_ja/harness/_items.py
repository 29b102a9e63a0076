"""What one doc adds to a metric, in shapes that survive JSON and data-parallel gathering."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

__all__ = ["Covered", "Item", "coverage_in", "covered", "plain", "within_group"]

Item = float | list[Any] | dict[str, Any] | None

Pair = tuple[float, int] | None


class Covered(float):
    """A doc's value together with the options behind it; in JSON just the value."""

    scored: int
    options: int
    floor: float


def plain(pair: Pair) -> Item:
    """None, the number of a single response, or ``[sum, count]``."""
    if pair is None:
        return None
    return float(pair[0]) if pair[1] == 1 else list(pair)


def covered(pair: Pair, counts: tuple[float, int] | None, floor: float) -> Item:
    """As ``plain``, with the scored options and options of the doc.

    Args:
        pair: Sum and count over the doc's responses with every option scored.
        counts: ``(scored options, options)`` of the doc's valid responses; None without any.
        floor: The coverage below which the metric is not published.

    Returns:
        None for a doc without options; a number for one response with every option scored; else
        ``{"sum", "count", "scored", "options", "floor"}``.
    """
    if counts is None:
        return None
    if pair is not None and pair[1] == 1 and counts[0] == counts[1]:
        value = Covered(pair[0])
        value.scored, value.options, value.floor = int(counts[0]), counts[1], floor
        return value
    top, bottom = pair or (0.0, 0)
    return {
        "sum": top, "count": bottom, "scored": int(counts[0]), "options": counts[1], "floor": floor,
    }  # fmt: skip


def within_group(
    group: str, pair: Pair, counts: tuple[float, int] | None, floor: float
) -> list[Any] | None:
    """``[group, sum, count, scored, options, floor]``; None for a doc without options."""
    if counts is None:
        return None
    return [group, *(pair or (0.0, 0)), int(counts[0]), counts[1], floor]


def coverage_in(items: Iterable[Item]) -> tuple[int, int, float] | None:
    """``(scored, options, floor)`` over items; None when none of them knows of any option."""
    scored = options = 0
    floor: float | None = None
    for item in items:
        if isinstance(item, Covered):
            found = (item.scored, item.options, item.floor)
        elif isinstance(item, dict):
            found = (item["scored"], item["options"], item["floor"])
        elif isinstance(item, list):
            found = (item[3], item[4], item[5])
        else:
            continue
        scored, options, floor = scored + found[0], options + found[1], found[2]
    return None if floor is None or not options else (scored, options, floor)
