"""A comparison as JSON."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from stereo_ja.compare._model import Comparison

__all__ = ["as_dict"]

_NAMES = {"intervals": "values_ci"}


def as_dict(found: Comparison) -> dict[str, Any]:
    """JSON-ready, ``NAME_interval`` as ``NAME_ci``; a value that is missing is null."""
    settings = {"difference_is": "a - b", "interval": "95 %, Student's t; each row says over what"}
    plain: dict[str, Any] = _plain(found)
    return settings | plain


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {
            _NAMES.get(field.name, field.name.replace("_interval", "_ci")): _plain(
                getattr(value, field.name)
            )
            for field in fields(value)
        }
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
