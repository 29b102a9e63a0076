"""The two versions that travel with every result."""

from __future__ import annotations

__all__ = ["TASK_VERSION", "__version__"]

__version__ = "0.1.0"
"""Version of this package."""

TASK_VERSION = 5
"""Version of the benchmark: anything that changes a number raises it (see CHANGELOG.md)."""
