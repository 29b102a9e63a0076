"""A damaged store is set aside and rebuilt from what can still be read."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from filelock import FileLock

from stereo_ja.errors import UserError
from stereo_ja.store._schema import REPLIES, connect, prepare
from stereo_ja.store._source import COLUMNS, Source, checksum, reply_checksum

__all__ = ["is_damage", "mend"]

_log = logging.getLogger("stereo_ja")
_SMALLEST = 64
"""Bytes that no row stays under; bounds the row numbers of a file that cannot tell its last."""
_ENDINGS = (".sqlite3", ".sqlite", ".db")
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

    Raises:
        UserError: It is a text file, which is no store and stays as it is.
    """
    with FileLock(f"{path}.lock"):
        if _is_sound(path):
            return
        if path.suffix not in _ENDINGS and _is_text(path):
            raise UserError(
                f"{path} is a text file and no score store, so it is left alone: set "
                "STEREO_JA_STORE to the file of a store, or to a new one"
            )
        stamp = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%S.%f")
        aside = path.with_name(f"{path.name}.damaged-{stamp}")
        path.replace(aside)
        for end in _SIDE_FILES:
            with contextlib.suppress(FileNotFoundError):
                Path(f"{path}{end}").replace(f"{aside}{end}")
        kept = _rebuild(aside, path)
    _log.error(
        "the score store %s is damaged (%s): set aside as %s; %d scores could be read and are "
        "kept, what is missing is asked again", path, error, aside.name, kept,
    )  # fmt: skip


def _is_text(path: Path) -> bool:
    """Whether a file holds readable text: a store that was damaged does not."""
    with path.open("rb") as file:
        start = file.read(4096)
    text = start.decode("utf-8", "ignore")
    # A letter may be cut at the end; nothing else may be lost.
    whole = len(start) - len(text.encode("utf-8")) < 4
    return bool(start) and whole and all(char.isprintable() or char in "\r\n\t" for char in text)


def _is_sound(path: Path) -> bool:
    with contextlib.closing(connect(path)) as connection:
        try:
            prepare(connection, path)
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
            return bool(found == ("ok",))
        except sqlite3.Error:
            return False


def _rebuild(damaged: Path, path: Path) -> int:
    kept, size = 0, damaged.stat().st_size
    with contextlib.closing(connect(path)) as new, contextlib.closing(connect(damaged)) as old:
        prepare(new, path)
        new.execute("BEGIN")
        for rows in (_scores, _replies):
            with contextlib.suppress(sqlite3.Error):
                # Without this SQLite reads nothing of a file shorter than its header says.
                old.execute("PRAGMA writable_schema = ON")
                for statement, values in rows(old, new, size):
                    kept += new.execute(statement, values).rowcount
        new.execute("COMMIT")
    return kept


_Row = tuple[Any, ...]


def _scores(
    old: sqlite3.Connection, new: sqlite3.Connection, size: int
) -> Iterator[tuple[str, _Row]]:
    rows = old.execute("SELECT id, scorer, revision, attribute, language FROM sources").fetchall()
    new.executemany("INSERT INTO sources VALUES (?, ?, ?, ?, ?)", rows)
    named = {r[0]: Source(r[1], r[2] or None, r[3], r[4] or None) for r in rows}
    columns = f"source, text_hash, {COLUMNS}"
    insert = f"INSERT OR IGNORE INTO scores ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    for row in _readable(old, "scores", columns, size):
        number, text, *values, mark = row
        if number in named and _fits(mark, checksum, named[number], text, tuple(values)):
            yield insert, row


def _replies(
    old: sqlite3.Connection, new: sqlite3.Connection, size: int
) -> Iterator[tuple[str, _Row]]:
    new.execute(REPLIES)
    columns = "key, reply, asked_at, checksum"
    insert = f"INSERT OR IGNORE INTO replies ({columns}) VALUES (?, ?, ?, ?)"
    for row in _readable(old, "replies", columns, size):
        *values, mark = row
        if _fits(mark, reply_checksum, *values):
            yield insert, row


def _fits(mark: object, compute: Callable[..., int], *values: Any) -> bool:
    try:
        return mark == compute(*values)
    except (TypeError, ValueError, AttributeError):
        return False


def _readable(old: sqlite3.Connection, table: str, columns: str, size: int) -> Iterator[_Row]:
    """Rows by row number, around the damaged places of a file of ``size`` bytes."""
    try:
        last = old.execute(f"SELECT max(id) FROM {table}").fetchone()[0] or 0
    except sqlite3.Error:
        last = size // _SMALLEST
    spans = [(0, last)]
    while spans:
        low, high = spans.pop()
        try:
            # Not by an index, which may be what is damaged.
            yield from old.execute(
                f"SELECT {columns} FROM {table} NOT INDEXED WHERE id > ? AND id <= ?", (low, high)
            ).fetchall()
        except sqlite3.Error as error:
            if "no such table" in str(error):
                return
            if high - low > 1:
                middle = (low + high) // 2
                spans += [(middle, high), (low, middle)]
