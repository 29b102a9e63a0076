"""The end of the Perspective API."""

from __future__ import annotations

from datetime import date

__all__ = ["LAST_DAY", "days_left", "ended"]

LAST_DAY = date(2026, 12, 31)
"""As its operators announced in January 2026."""


def days_left(today: date) -> int:
    """Days after ``today`` on which there is a service; negative once it has ended."""
    return (LAST_DAY - today).days


def ended(today: date) -> str:
    """What to add to a failure once the service has ended; nothing before."""
    if days_left(today) >= 0:
        return ""
    return (
        f"; the Perspective API ended on {LAST_DAY.day} December {LAST_DAY.year}: choose hf:REPO "
        "(a local model) or archive:FILE (stored scores); scores in the store remain usable"
    )
