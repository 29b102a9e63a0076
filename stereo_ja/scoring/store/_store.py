"""The store itself: look-ups, writes, claims, send slots and probes."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from stereo_ja.errors import StereoJaError
from stereo_ja.scoring._score import Score
from stereo_ja.scoring.store._claims import Claims
from stereo_ja.scoring.store._key import Source
from stereo_ja.scoring.store._mend import is_damage, mend
from stereo_ja.scoring.store._read import count_rows, source_ids, stored
from stereo_ja.scoring.store._row import COLUMNS, values_of
from stereo_ja.scoring.store._schema import connect, prepare

__all__ = ["Probe", "ScoreStore", "StoreUnusable"]

_log = logging.getLogger("stereo_ja")
_FAR = 120.0
"""Seconds; a send slot further ahead was left by a clock that has been set back since."""

T = TypeVar("T")


class StoreUnusable(StereoJaError):
    """The store cannot be opened or written; the message says where and what to do."""


@dataclass(frozen=True)
class Probe:
    """The last time a service answered as it should."""

    revision: str
    age: float
    """Seconds since then."""


class ScoreStore:
    """Scores by text hash and source, in one SQLite file that processes and threads share.

    A file found damaged, when it is opened or later, is set aside under another name, reported,
    and rebuilt from every row that can still be read.

    Args:
        path: The file; made, with its folder, if it is not there.

    Raises:
        StoreUnusable: It cannot be opened or written.
        UserError: It is another program's file, or a later version's.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None
        self._ids: dict[Source, int] = {}
        self._durable = False
        self._run(lambda connection: None)

    def get(self, source: Source, texts: Sequence[bytes]) -> dict[bytes, Score]:
        """The stored scores of the texts with these hashes; a row that fails its check is none."""
        return self._run(lambda connection: self._get(connection, source, texts))

    def put(self, source: Source, text: bytes, score: Score, *, durable: bool = False) -> None:
        """Store a score unless there is one. A failed one is not stored, so that it is retried.

        Args:
            source: What scored it.
            text: The text's hash.
            score: Scored or not scorable.
            durable: Wait until it is on the disk itself, so that a power cut cannot take it.
        """
        if score.status == "failed":
            return

        def write(connection: sqlite3.Connection) -> None:
            self._sync(connection, durable)
            # A good row stays, so that a score keeps the date on which it was made.
            connection.execute(
                f"INSERT INTO scores (source, text_hash, {COLUMNS}) VALUES (?,?,?,?,?,?,?,?) "
                "ON CONFLICT DO NOTHING",
                (self._id(connection, source), text, *values_of(source, text, score)),
            )

        self._run(write)

    def claims(self, source: Source) -> Claims:
        """Reservations of texts of a source by this process."""
        return Claims(self._run, lambda connection: self._id(connection, source))

    def reserve_slot(self, service: str, interval: float) -> float:
        """Take the next send slot of a service, across all threads and processes.

        Args:
            service: The name slots are counted under.
            interval: Seconds between two slots.

        Returns:
            Seconds to wait before sending, 0 or more.
        """
        now = time.time()

        def take(connection: sqlite3.Connection) -> float:
            self._sync(connection, False)
            with _transaction(connection):
                row = connection.execute("SELECT next FROM slots WHERE service=?", (service,))
                (following,) = row.fetchone() or (now,)
                slot = now if not now <= following <= now + _FAR else following
                connection.execute(
                    "INSERT OR REPLACE INTO slots VALUES (?, ?)", (service, slot + interval)
                )
            return max(0.0, float(slot) - now)

        return self._run(take)

    def probe(self, service: str) -> Probe | None:
        """The last good answer of a service, or None."""
        row = self._run(
            lambda connection: connection.execute(
                "SELECT revision, at FROM probes WHERE service=?", (service,)
            ).fetchone()
        )
        if row is None or row[1] > time.time():
            return None
        return Probe(str(row[0]), time.time() - row[1])

    def remember_probe(self, service: str, revision: str) -> None:
        """Note that a service has just answered as it should."""
        values = (service, revision, time.time())
        self._run(
            lambda connection: connection.execute(
                "INSERT OR REPLACE INTO probes VALUES (?, ?, ?)", values
            )
        )

    def sources(self) -> dict[Source, int]:
        """Every source with the number of its rows."""
        return self._run(count_rows)

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection, self._ids = None, {}

    def _get(
        self, connection: sqlite3.Connection, source: Source, texts: Sequence[bytes]
    ) -> dict[bytes, Score]:
        found, bad = stored(connection, source, texts)
        if bad:
            _log.error(
                "%s: %d damaged rows dropped; their texts are scored again", self.path, len(bad)
            )
            number = self._id(connection, source)
            connection.executemany(
                "DELETE FROM scores WHERE source=? AND text_hash=?", [(number, t) for t in bad]
            )
        return found

    def _id(self, connection: sqlite3.Connection, source: Source) -> int:
        if source not in self._ids:
            values = (source.scorer, source.revision or "", source.attribute, source.language or "")
            connection.execute(
                "INSERT OR IGNORE INTO sources (scorer, revision, attribute, language) "
                "VALUES (?, ?, ?, ?)",
                values,
            )
            self._ids = source_ids(connection)
        return self._ids[source]

    def _sync(self, connection: sqlite3.Connection, durable: bool) -> None:
        if durable != self._durable:
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self._durable = durable

    def _open(self) -> sqlite3.Connection:
        if self._connection is not None and _identity(self.path) != self._identity:
            # Another process set a damaged file aside, or somebody removed it: what is written
            # to the old one would be lost.
            self.close()
        if self._connection is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = connect(self.path)
            try:
                prepare(connection, self.path)
                connection.execute("PRAGMA synchronous = NORMAL")
            except BaseException:
                connection.close()
                raise
            self._connection, self._durable = connection, False
            self._identity = _identity(self.path)
        return self._connection

    def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with self._lock:
            try:
                return work(self._open())
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise self._unusable(error) from error
                self.close()
                mend(self.path, error)
            except OSError as error:
                raise self._unusable(error) from error
            try:
                return work(self._open())
            except (sqlite3.DatabaseError, OSError) as error:
                raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> StoreUnusable:
        reason = getattr(error, "strerror", None) or str(error)
        return StoreUnusable(
            f"the score store {self.path} cannot be used ({reason}): free space or mend its "
            "permissions, or set STEREO_JA_STORE to a file elsewhere"
        )


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and number of the file that a path leads to."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
