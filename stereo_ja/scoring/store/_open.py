"""Which file is the store of this process."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from stereo_ja.scoring.store._store import ScoreStore

__all__ = ["default_path", "open_store"]


def default_path() -> Path:
    """``STEREO_JA_STORE``, else ``scores.sqlite3`` under the user's cache folder."""
    chosen = os.environ.get("STEREO_JA_STORE", "").strip()
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_cache_dir("stereo-ja")) / "scores.sqlite3"


def open_store(path: Path | None = None) -> ScoreStore:
    """The store in a file, opened once per process.

    Args:
        path: By default ``default_path()``.

    Raises:
        StoreUnusable: It cannot be opened or written.
        UserError: It is another program's file, or a later version's.
    """
    return _opened((default_path() if path is None else path).absolute())


@cache
def _opened(path: Path) -> ScoreStore:
    return ScoreStore(path)
