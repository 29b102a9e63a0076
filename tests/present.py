"""What may be missing by its type, and must not be in the test at hand."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def present(value: T | None) -> T:
    """The value itself; fails the test without one."""
    assert value is not None
    return value
