"""The judges by name."""

from __future__ import annotations

from collections.abc import Callable

from stereo_ja.errors import UserError
from stereo_ja.judging._judge import Judge
from stereo_ja.registry import Registry
from stereo_ja.service import Variables

__all__ = ["JUDGES", "get_judge", "register_judge"]

JUDGES: Registry[Callable[[str], Judge]] = Registry()


def register_judge(
    name: str,
    make: Callable[[str], Judge],
    *,
    help: str = "",
    service: Variables | None = None,
) -> None:
    """Make a judge known by ``NAME`` and ``NAME:REST``.

    Args:
        name: Not yet taken.
        make: Called with REST, empty where there is none.
        help: How it is written, and in brackets what it is; by default its name.
        service: The web service that it asks: its key, address and rate.
    """
    JUDGES.register(name, make, help=help or name, service=service)


def get_judge(spec: str) -> Judge:
    """The judge that ``spec`` names; nothing is asked of it yet.

    Raises:
        UserError: There is none of that name.
    """
    make = JUDGES.get(spec)
    if make is None:
        raise UserError(f"no judge {spec[:60]!r}: choose {JUDGES.help() or 'none, none is there'}")
    return make(spec.partition(":")[2])
