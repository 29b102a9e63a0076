"""Replies of the judge, kept so that nothing is asked twice."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from datetime import datetime, timezone
from pathlib import Path

__all__ = ["ReplyCache", "default_path"]

_log = logging.getLogger(__name__)
_TABLE = """
CREATE TABLE IF NOT EXISTS replies (
  key TEXT PRIMARY KEY, model TEXT NOT NULL, reply TEXT NOT NULL, asked_at TEXT NOT NULL
) WITHOUT ROWID
"""


def default_path() -> Path:
    """``judge.sqlite3`` under the user's cache folder."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("stereo-ja")) / "judge.sqlite3"


class ReplyCache:
    """One SQLite file that several processes may use. Holds hashes and replies, no response.

    A file that cannot be used costs a warning and repeated questions, never a reading.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = default_path() if path is None else path
        self._broken = False

    def get(self, key: str) -> str | None:
        """The reply stored under ``key``, or None."""
        rows = self._run("SELECT reply FROM replies WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    def put(self, key: str, model: str, reply: str) -> None:
        """Store a reply; one that is already there stays."""
        now = datetime.now(timezone.utc).isoformat(timespec="seconds")
        # SQLite takes no lone surrogates.
        row = [text.encode("utf-8", "replace").decode("utf-8") for text in (model, reply)]
        self._run("INSERT OR IGNORE INTO replies VALUES (?, ?, ?, ?)", (key, *row, now))

    def _run(self, statement: str, values: tuple[str, ...]) -> list[tuple[str, ...]]:
        if self._broken:
            return []
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(sqlite3.connect(self.path, timeout=30)) as connection:
                connection.execute(_TABLE)
                with connection:
                    return connection.execute(statement, values).fetchall()
        except (OSError, sqlite3.Error) as error:
            self._broken = True
            _log.warning("replies of the judge are not kept: %s: %s", self.path, error)
            return []
