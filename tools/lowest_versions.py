"""Prints the lowest versions that ``pyproject.toml`` claims, as a constraints file for pip."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["lowest", "project"]

ROOT = Path(__file__).resolve().parents[1]


def project() -> dict[str, Any]:
    """The table ``project`` of ``pyproject.toml``."""
    return dict(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"])


def lowest(requirements: Iterable[str]) -> list[str]:
    """``NAME==VERSION`` of each requirement that has a lower bound.

    Raises:
        ValueError: A requirement has none, so nothing is claimed that could be tested.
    """
    pins = []
    for requirement in map(Requirement, requirements):
        bounds = [part.version for part in requirement.specifier if part.operator == ">="]
        if len(bounds) != 1:
            message = f"{requirement}: one lower bound is needed"
            raise ValueError(message)
        pins.append(f"{requirement.name}=={bounds[0]}")
    return pins


if __name__ == "__main__":
    table = project()
    extras = table["optional-dependencies"]
    lines = [*table["dependencies"], *(line for name in sys.argv[1:] for line in extras[name])]
    print(*lowest(lines), sep="\n")
