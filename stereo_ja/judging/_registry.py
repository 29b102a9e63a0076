"""The judges by name."""

from __future__ import annotations

from collections.abc import Callable

from stereo_ja.errors import UserError
from stereo_ja.judging._judge import Judge
from stereo_ja.plugins import load_plugins

__all__ = ["get_judge", "register_judge"]

_makers: dict[str, Callable[[str], Judge]] = {}


def register_judge(name: str, make: Callable[[str], Judge]) -> None:
    """Make a judge known by ``NAME`` and ``NAME:REST``; ``make`` is given REST."""
    _makers[name] = make


def get_judge(spec: str) -> Judge:
    """The judge that ``spec`` names; nothing is asked of it yet.

    Raises:
        UserError: There is none of that name.
    """
    load_plugins()
    name, _, rest = spec.partition(":")
    if name not in _makers:
        known = ", ".join(sorted(_makers)) or "none is installed"
        raise UserError(f"no judge {spec[:60]!r}: choose one of: {known}")
    return _makers[name](rest)
