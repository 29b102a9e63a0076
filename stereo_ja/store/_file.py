"""One SQLite file that processes and threads share: opened, mended, and its send slots."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from stereo_ja.errors import StereoJaError
from stereo_ja.store._mend import is_damage, mend
from stereo_ja.store._schema import connect, prepare

__all__ = ["Probe", "StoreFile", "StoreUnusable"]

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


class StoreFile:
    """What everything that is stored has in common: the file, send slots and probes.

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
        self._durable = False
        self.run(lambda connection: None)

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
            self.sync(connection, False)
            with _transaction(connection):
                row = connection.execute("SELECT next FROM slots WHERE service=?", (service,))
                (following,) = row.fetchone() or (now,)
                slot = now if not now <= following <= now + _FAR else following
                connection.execute(
                    "INSERT OR REPLACE INTO slots VALUES (?, ?)", (service, slot + interval)
                )
            return max(0.0, float(slot) - now)

        return self.run(take)

    def probe(self, service: str) -> Probe | None:
        """The last good answer of a service, or None."""
        row = self.run(
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
        self.run(
            lambda connection: connection.execute(
                "INSERT OR REPLACE INTO probes VALUES (?, ?, ?)", values
            )
        )

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def sync(self, connection: sqlite3.Connection, durable: bool) -> None:
        """Whether the next write waits until it is on the disk itself, safe from a power cut."""
        if durable != self._durable:
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self._durable = durable

    def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do something with the open file; once more if it had to be mended.

        Raises:
            StoreUnusable: It cannot be opened or written.
        """
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

    def _unusable(self, error: Exception) -> StoreUnusable:
        reason = getattr(error, "strerror", None) or str(error)
        return StoreUnusable(
            f"the score store {self.path} cannot be used ({reason}): free space or mend its "
            "permissions, or set STEREO_JA_STORE to a file elsewhere"
        )


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and number of the file that a path leads to."""
    try:
        found = path.stat()
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
