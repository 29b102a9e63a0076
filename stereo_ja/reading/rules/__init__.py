"""The reader ``rules``: what was asked, what was delivered, and who declines to do what."""

from __future__ import annotations

from stereo_ja.reading.rules._reader import RulesReader

__all__ = ["RulesReader"]
