"""Settings of a service that a person makes in the environment."""

from __future__ import annotations

from collections.abc import Mapping

from stereo_ja.errors import UserError
from stereo_ja.http import fits_header

__all__ = ["key_from", "rate_from"]

_FASTEST = 10_000.0


def rate_from(environment: Mapping[str, str], name: str, default: float) -> float:
    """Requests per second that a service allows.

    Args:
        environment: Where ``name`` is looked up.
        name: The variable.
        default: The rate where it is not set.

    Raises:
        UserError: It is no positive number.
    """
    text = environment.get(name, "").strip()
    if not text:
        return default
    try:
        rate = float(text)
    except ValueError:
        rate = 0.0
    if not 0 < rate <= _FASTEST:
        raise UserError(
            f"{name} is {text[:20]!r}: set it to the requests per second that your quota allows, "
            f"a positive number such as {default:g}"
        )
    return rate


def key_from(environment: Mapping[str, str], name: str) -> str | None:
    """A key, or None where it is not set.

    Raises:
        UserError: It holds characters that no header can; the message does not show it.
    """
    key = environment.get(name, "").strip() or None
    if key is not None and not fits_header(key):
        raise UserError(f"{name} holds characters that no header can: set it again")
    return key
