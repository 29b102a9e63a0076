"""The scorers by the name before the colon of a SPEC, with what others ask about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from stereo_ja.registry import Entry, Registry
from stereo_ja.scoring._scorer import Kind, Scorer
from stereo_ja.service import Variables

__all__ = ["SCORERS", "SPEC_HELP", "Declared", "declared", "is_smoke_test", "register_scorer"]

Make = Callable[[Kind, str], Scorer | None]
"""From the kind and what stands behind ``NAME:`` to the scorer; None if that is no SPEC of it."""


@dataclass(frozen=True)
class Declared:
    """What a scorer says of itself before it is made."""

    make: Make | str
    """The maker, or where it stands: ``package.module:name``."""
    smoke_test: bool = False
    """Whether its numbers show the workings only, and measure nothing."""

    def made(self, kind: Kind, rest: str) -> Scorer | None:
        """The scorer; None if ``rest`` may not stand behind its name."""
        if not isinstance(self.make, str):
            return self.make(kind, rest)
        module, _, name = self.make.partition(":")
        make: Any = getattr(import_module(module), name)
        found: Scorer | None = make(kind, rest)
        return found


def _entry(
    name: str, help: str, make: str, smoke_test: bool = False, service: str | None = None
) -> Entry[Declared]:
    value = Declared(f"stereo_ja.scoring.{make}", smoke_test)
    return Entry(name, help, value, service and f"stereo_ja.scoring.{service}:VARIABLES")


SCORERS: Registry[Declared] = Registry(
    _entry("hf", "hf:REPO[@REVISION][:LABEL] (REPO may be a directory)", "hf:hf_scorer"),
    _entry(
        "perspective", "perspective", "perspective:perspective_scorer",
        service="perspective._endpoint",
    ),
    _entry(
        "openai-moderation", "openai-moderation", "moderation:moderation_scorer",
        service="moderation._reply",
    ),
    _entry("archive", "archive:FILE", "archive:archive_scorer"),
    _entry("lexicon", "lexicon", "lexicon:lexicon_scorer", smoke_test=True),
    _entry("none", "none", "_no_scorer:no_scorer"),
)  # fmt: skip

SPEC_HELP = SCORERS.help(plugins=False)
"""Every SPEC of this package in one line."""


def register_scorer(
    name: str,
    make: Make,
    *,
    help: str = "",
    smoke_test: bool = False,
    service: Variables | None = None,
) -> None:
    """Make a scorer known as ``NAME`` and ``NAME:REST``.

    Args:
        name: Not yet taken.
        make: Called with the kind and REST, empty where there is none; None if that is no SPEC.
        help: How the SPEC is written; by default the name.
        smoke_test: Whether its numbers show the workings only.
        service: The web service that it asks: its key, address and rate.
    """
    SCORERS.register(name, Declared(make, smoke_test), help=help or name, service=service)


def declared(spec: str) -> Declared | None:
    """What the scorer of a SPEC, or of the name in a score, says of itself; None if unknown."""
    return SCORERS.get(spec.partition(" @ ")[0])


def is_smoke_test(name: str) -> bool:
    """Whether a scorer, by its SPEC or by the name in a score, shows the workings only."""
    found = declared(name)
    return found is not None and found.smoke_test
