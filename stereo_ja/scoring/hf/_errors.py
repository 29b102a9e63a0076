"""One-line messages out of the many-line exceptions of model libraries."""

from __future__ import annotations

__all__ = ["brief"]

_LONGEST = 200


def brief(error: BaseException) -> str:
    """``Class: first line`` of an exception, at most about 200 characters, always one line."""
    lines = str(error).strip().splitlines()
    # Printable ASCII-safe: the text may quote a lone surrogate, which could not be written out.
    first = (lines[0] if lines else "").encode("utf-8", "backslashreplace").decode("utf-8")
    name = type(error).__name__
    message = f"{name}: {first}" if first else name
    return message if len(message) <= _LONGEST else message[: _LONGEST - 1] + "…"
