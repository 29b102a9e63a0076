"""The ``Retry-After`` header (RFC 9110, section 10.2.3)."""

from __future__ import annotations

from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

__all__ = ["retry_after"]


def retry_after(value: str | None) -> float | None:
    """Seconds from now that a header asks to wait, 0 or more; None if it says nothing readable.

    Args:
        value: A number of seconds or an HTTP date.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=timezone.utc)
    left = then - datetime.now(timezone.utc)
    return max(0.0, left.total_seconds())
