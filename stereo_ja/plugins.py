"""What installed packages add: benchmarks, metrics, readers, scorers and judges.

A package names a module under the entry-point group ``stereo_ja.plugins``; importing that module
registers what it has.
"""

from __future__ import annotations

import logging
from functools import cache
from importlib.metadata import entry_points

__all__ = ["load_plugins"]

logger = logging.getLogger("stereo_ja")


@cache
def load_plugins() -> None:
    """Import every plugin once; one that cannot be imported costs one line."""
    for entry in entry_points(group="stereo_ja.plugins"):
        try:
            entry.load()
        except Exception as error:
            logger.error("the plugin %s cannot be used: %s: %s",
                         entry.value, type(error).__name__, error)  # fmt: skip
