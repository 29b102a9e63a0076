"""An answer that a service gave in parts."""

from __future__ import annotations

import logging
from typing import Any

__all__ = ["text_of"]

_log = logging.getLogger("stereo_ja")
_TEXT = ("text", "output_text")
_told: set[str] = set()


def text_of(response: Any) -> str | None:
    """The text that is said to the user; None where the service gave none.

    Args:
        response: A text, None, or parts such as ``{"type": "text", "text": …}``, of which the
            text ones are taken. Anything else is no answer, which is logged once for each type.
    """
    if response is None or isinstance(response, str):
        return response
    parts = [response] if isinstance(response, dict) else response
    if isinstance(parts, (list, tuple)) and all(isinstance(part, (str, dict)) for part in parts):
        texts = [_text(part) for part in parts]
        said = [text for text in texts if text is not None]
        return "".join(said) if said else None
    kind = type(response).__name__
    if kind not in _told:
        _told.add(kind)
        _log.warning("responses of type %s hold no text: they count as not generated", kind)
    return None


def _text(part: Any) -> str | None:
    if isinstance(part, str):
        return part
    text = part.get("text", part.get("content"))
    kind = part.get("type", "text")
    return text if kind in _TEXT and isinstance(text, str) else None
