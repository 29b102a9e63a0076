"""Which file is the store of this process."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TypeVar

from stereo_ja.store._file import StoreFile
from stereo_ja.store._replies import ReplyStore

__all__ = ["default_path", "open_file", "open_replies"]

S = TypeVar("S", bound=StoreFile)

_lock = threading.Lock()
_opened: dict[tuple[type[StoreFile], Path], StoreFile] = {}


def default_path() -> Path:
    """``STEREO_JA_STORE``, else ``scores.sqlite3`` under the user's cache folder."""
    chosen = os.environ.get("STEREO_JA_STORE", "").strip()
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_cache_dir("stereo-ja")) / "scores.sqlite3"


def open_file(kind: type[S], path: Path | None = None) -> S:
    """The store in a file, opened once per process for each kind of content.

    Args:
        kind: What is looked for in the file.
        path: By default ``default_path()``.

    Raises:
        StoreUnusable: It cannot be opened or written.
        UserError: It is another program's file, or a later version's.
    """
    key = (kind, (default_path() if path is None else path).absolute())
    with _lock:
        opened = _opened.get(key) or _opened.setdefault(key, kind(key[1]))
    assert isinstance(opened, kind)
    return opened


def open_replies() -> ReplyStore:
    """The replies in the store of this process. Raises as ``open_file``."""
    return open_file(ReplyStore)
