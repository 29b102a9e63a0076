"""The reader ``rules``: what was asked, what was delivered, and who declines to do what."""

from __future__ import annotations

from stereo_ja.reading.rules._reader import RulesReader

__all__ = ["RulesReader", "rules_reader"]


def rules_reader(rest: str) -> RulesReader:
    """The reader ``rules``. Raises ValueError if anything stands behind its name."""
    if rest:
        raise ValueError(rest)
    return RulesReader()
