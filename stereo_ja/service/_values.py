"""What is taken from a reply, which may hold anything."""

from __future__ import annotations

from typing import Any

__all__ = ["dig", "unit_value"]


def dig(value: Any, *path: str | int) -> Any:
    """The value at a path of keys and positions; None where there is no such place."""
    for step in path:
        if isinstance(step, str):
            value = value.get(step) if isinstance(value, dict) else None
        else:
            value = value[step] if isinstance(value, list) and step < len(value) else None
    return value


def unit_value(value: Any) -> float | None:
    """A number in [0, 1]; None for anything else, NaN and booleans included."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        return None
    return float(value)
