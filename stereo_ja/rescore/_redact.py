"""A results JSON without the keys and tokens that lm-eval copies into it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["redacted"]

_SECRET = re.compile(
    r"(?:^|[_-])(?:api_?key|key|auth|authorization|token|secret|password|passwd|credentials?"
    r"|headers?|cookies?)(?:$|[_-])",
    re.IGNORECASE,
)
_WITHHELD = "(withheld)"
_WHERE = ("config", "configs")


def redacted(results: Mapping[str, Any]) -> dict[str, Any]:
    """The results with every setting withheld whose name says that it may be a secret."""
    return {key: _clean(value) if key in _WHERE else value for key, value in results.items()}


def _clean(value: object) -> object:
    if isinstance(value, Mapping):
        return {
            key: _WITHHELD if _is_secret(key, inner) else _clean(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_clean(inner) for inner in value]
    if isinstance(value, str) and "=" in value and "\n" not in value:
        # lm-eval also keeps model arguments as they were typed: key=value,key=value.
        return ",".join(_argument(part) for part in value.split(","))
    return value


def _argument(part: str) -> str:
    name, equals, value = part.partition("=")
    return f"{name}={_WITHHELD}" if equals and _is_secret(name.strip(), value) else part


def _is_secret(name: object, value: object) -> bool:
    return (
        isinstance(value, str | Mapping | list) and bool(value) and bool(_SECRET.search(str(name)))
    )
