"""A damaged store is set aside and rebuilt from what can still be read."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from filelock import FileLock

from stereo_ja.scoring.store._key import Source
from stereo_ja.scoring.store._row import COLUMNS, problem_of
from stereo_ja.scoring.store._schema import connect, prepare

__all__ = ["is_damage", "mend"]

_log = logging.getLogger("stereo_ja")
_SMALLEST = 64
"""Bytes that no row stays under; bounds the row numbers of a file that cannot tell its last."""
_SIDE_FILES = ("-wal", "-shm")
_SIGNS = (
    "malformed",
    "not a database",
    "no such table",
    "no such column",
    "unsupported file format",
)


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error means that the file's content is broken, not that it is busy or full."""
    return any(sign in str(error) for sign in _SIGNS)


def mend(path: Path, error: sqlite3.Error) -> None:
    """Move the file away, keep it, and make a new one with every row that can be read.

    Under a lock, and only if it is still damaged then: another process may have been quicker.

    Args:
        path: The damaged store.
        error: What was found wrong, for the log.
    """
    with FileLock(f"{path}.lock"):
        if _is_sound(path):
            return
        stamp = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%S.%f")
        aside = path.with_name(f"{path.name}.damaged-{stamp}")
        os.replace(path, aside)
        for end in _SIDE_FILES:
            with contextlib.suppress(FileNotFoundError):
                os.replace(f"{path}{end}", f"{aside}{end}")
        kept = _rebuild(aside, path)
    _log.error(
        "the score store %s is damaged (%s): set aside as %s; %d scores could be read and are "
        "kept, what is missing is scored again", path, error, aside.name, kept,
    )  # fmt: skip


def _is_sound(path: Path) -> bool:
    with contextlib.closing(connect(path)) as connection:
        try:
            prepare(connection, path)
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
            return bool(found == ("ok",))
        except sqlite3.Error:
            return False


def _rebuild(damaged: Path, path: Path) -> int:
    kept = 0
    with contextlib.closing(connect(path)) as new:
        prepare(new, path)
        with contextlib.closing(connect(damaged)) as old, contextlib.suppress(sqlite3.Error):
            # Without this SQLite reads nothing of a file shorter than its header says.
            old.execute("PRAGMA writable_schema = ON")
            sources = list(
                old.execute("SELECT id, scorer, revision, attribute, language FROM sources")
            )
            new.executemany("INSERT INTO sources VALUES (?, ?, ?, ?, ?)", sources)
            named = {r[0]: Source(r[1], r[2] or None, r[3], r[4] or None) for r in sources}
            new.execute("BEGIN")
            for number, text, *values in _readable(old, damaged.stat().st_size):
                source = named.get(number)
                if source is None or problem_of(source, text, tuple(values)):
                    continue
                new.execute(
                    f"INSERT OR IGNORE INTO scores (source, text_hash, {COLUMNS}) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (number, text, *values),
                )  # fmt: skip
                kept += 1
            new.execute("COMMIT")
    return kept


def _readable(old: sqlite3.Connection, size: int) -> Iterator[tuple[Any, ...]]:
    """Rows by row number, around the damaged places of a file of ``size`` bytes."""
    try:
        last = old.execute("SELECT max(id) FROM scores").fetchone()[0] or 0
    except sqlite3.Error:
        last = size // _SMALLEST
    spans = [(0, last)]
    while spans:
        low, high = spans.pop()
        try:
            # Not by an index, which may be what is damaged.
            yield from old.execute(
                f"SELECT source, text_hash, {COLUMNS} FROM scores NOT INDEXED "
                "WHERE id > ? AND id <= ?", (low, high),
            ).fetchall()  # fmt: skip
        except sqlite3.Error:
            if high - low > 1:
                middle = (low + high) // 2
                spans += [(middle, high), (low, middle)]
