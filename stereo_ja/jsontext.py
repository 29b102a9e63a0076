"""JSON text that can always be written as UTF-8."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["to_json"]


def to_json(value: Any) -> str:
    """Return ``value`` as one line of JSON with Japanese left readable.

    Lone surrogates, which some tokenizers emit, cannot be encoded; a value that holds one is
    written with ASCII escapes throughout instead of raising.

    Raises:
        ValueError: ``value`` holds a NaN or an infinity, which JSON does not have.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, default=str)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, default=str)
    return text
