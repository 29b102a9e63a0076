"""Data small and harmless enough to stand inside a page."""

from __future__ import annotations

import base64
import gzip
import json
import re
from typing import Any

__all__ = ["pack"]

_HALF = re.compile("[\ud800-\udfff]")


def pack(data: Any) -> str:
    """JSON, gzipped, in base64: letters, digits, ``+ / =`` only, so nothing in it can be markup.

    The same data gives the same text. Lone surrogates, which UTF-8 cannot hold, are kept as JSON
    escapes.

    Raises:
        ValueError: ``data`` holds a NaN or an infinity, which JSON does not have.
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    text = _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text)
    # Without mtime=0 the time of day would be part of the page.
    return base64.b64encode(gzip.compress(text.encode(), 6, mtime=0)).decode("ascii")
