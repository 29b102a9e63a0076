"""What a doc must hold for its responses to be read, scored and counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stereo_ja.rescore._lines import BadLine
from stereo_ja.stimuli import FORMATS

__all__ = ["check_doc"]

_TEXTS = ("id", "group", "group_id", "category", "format")


def check_doc(doc: Mapping[str, Any]) -> None:
    """Raise BadLine unless ``doc`` has the keys that every metric needs."""
    for key in _TEXTS:
        if not isinstance(doc.get(key), str) or not doc[key]:
            raise BadLine(f"{key} is {doc.get(key)!r:.40}, not a text")
    if doc["format"] not in FORMATS:
        raise BadLine(f"format is {doc['format']!r:.40}, not one of {', '.join(FORMATS)}")
    floor = doc.get("coverage_floor", 0)
    if isinstance(floor, bool) or not isinstance(floor, int | float) or not 0 <= floor <= 1:
        raise BadLine(f"coverage_floor is {floor!r:.40}, not a share from 0 to 1")
