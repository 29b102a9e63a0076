"""The scores of this process's store."""

from __future__ import annotations

from pathlib import Path

from stereo_ja.scoring.store._store import ScoreStore
from stereo_ja.store import open_file

__all__ = ["open_store"]


def open_store(path: Path | None = None) -> ScoreStore:
    """The score store, by default the one that STEREO_JA_STORE names. Raises as ``open_file``."""
    return open_file(ScoreStore, path)
