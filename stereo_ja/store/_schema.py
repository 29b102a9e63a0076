"""The tables, and how a file is opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from stereo_ja.errors import UserError

__all__ = ["REPLIES", "VERSION", "connect", "connect_to_read", "prepare"]

VERSION = 1
_APPLICATION = 0x53_4A_53_31  # "SJS1": tells our file from any other SQLite database

_TABLES = """
CREATE TABLE IF NOT EXISTS sources (
  id INTEGER PRIMARY KEY,
  scorer TEXT NOT NULL, revision TEXT NOT NULL, attribute TEXT NOT NULL, language TEXT NOT NULL,
  UNIQUE (scorer, revision, attribute, language)
);
CREATE TABLE IF NOT EXISTS scores (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL, text_hash BLOB NOT NULL,
  status TEXT NOT NULL, value REAL, label TEXT, reason TEXT, scored_at TEXT NOT NULL,
  checksum INTEGER NOT NULL,
  UNIQUE (source, text_hash)
);
CREATE TABLE IF NOT EXISTS claims (
  source INTEGER NOT NULL, text_hash BLOB NOT NULL, owner TEXT NOT NULL, until REAL NOT NULL,
  PRIMARY KEY (source, text_hash)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS slots (service TEXT PRIMARY KEY, next REAL NOT NULL);
CREATE TABLE IF NOT EXISTS probes (
  service TEXT PRIMARY KEY, revision TEXT NOT NULL, at REAL NOT NULL
);
"""
"""Scores have a row number although their key would do: damage is worked around by it."""

REPLIES = """
CREATE TABLE IF NOT EXISTS replies (
  id INTEGER PRIMARY KEY,
  key BLOB NOT NULL UNIQUE, reply TEXT NOT NULL, asked_at TEXT NOT NULL, checksum INTEGER NOT NULL
)
"""
"""Made when the first reply is stored, so that an earlier version still knows the file."""


def connect(path: Path, *, patience: float = 60.0) -> sqlite3.Connection:
    """Open a file in autocommit, for use by any thread that holds the owner's lock.

    Args:
        path: The file; made if it is not there.
        patience: Seconds to wait for another process's write.
    """
    return sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a file without changing anything, also in a folder that cannot be written.

    Raises:
        UserError: It is no score store of a version known here.
        sqlite3.Error: It is damaged or cannot be read.
    """
    name = f"file:{quote(str(path.absolute()))}?mode=ro"
    # What is not yet merged into the main file needs a side file, which only a folder that can
    # be written allows; a store that was copied alone is complete without it.
    for options in ("", "&immutable=1"):
        connection = sqlite3.connect(
            name + options, uri=True, isolation_level=None, check_same_thread=False
        )
        try:
            _refuse_others(connection, path, strict=True)
        except sqlite3.OperationalError:
            connection.close()
            if options:
                raise
        except BaseException:
            connection.close()
            raise
        else:
            break
    return connection


def prepare(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables where they are missing, and let readers go on during writes.

    Raises:
        UserError: The file is another program's, or a later version's.
        sqlite3.Error: It is damaged, locked or cannot be written.
    """
    if _refuse_others(connection, path, strict=False):
        return
    connection.execute("PRAGMA journal_mode = WAL")
    # In one transaction, because two processes may both find the file empty.
    connection.executescript(
        f"BEGIN IMMEDIATE; {_TABLES} PRAGMA application_id = {_APPLICATION}; "
        f"PRAGMA user_version = {VERSION}; COMMIT;"
    )


def _refuse_others(connection: sqlite3.Connection, path: Path, *, strict: bool) -> bool:
    """Whether the tables are there; UserError for a file that is not ours.

    Args:
        connection: An open file.
        path: Its path, for messages.
        strict: Refuse an empty file too.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != _APPLICATION and (tables or strict):
        raise UserError(
            f"{path}: not a score store of stereo-ja; give another file (STEREO_JA_STORE names "
            "the store in use)"
        )
    if version > VERSION:
        raise UserError(
            f"{path}: a score store of version {version}, made by a later stereo-ja (this one "
            f"knows {VERSION}): upgrade, or give another file"
        )
    return bool(tables) and version == VERSION
