"""The ``stereo-ja`` command: one module per subcommand."""

from __future__ import annotations

from stereo_ja.cli._main import main

__all__ = ["main"]
