"""A results JSON without the keys and tokens that lm-eval copies into it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stereo_ja.secrets import find_secrets, redact_secrets

__all__ = ["redacted"]

_WITHHELD = "[redacted]"


def redacted(results: Mapping[str, Any]) -> dict[str, Any]:
    """A copy of the results with ``[redacted]`` in place of whatever looks like a secret."""
    return {key: _clean(key, value) for key, value in results.items()}


def _clean(name: str, value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _clean(str(key), inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_clean("", inner) for inner in value]
    if not isinstance(value, str):
        return value
    clean = redact_secrets(value)
    return _WITHHELD if find_secrets({name: clean}) else clean
