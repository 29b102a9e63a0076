"""Reservations, so that two processes never pay for the same text at once."""

from __future__ import annotations

import os
import platform
import sqlite3
import time
from collections.abc import Callable
from typing import Any

__all__ = ["Claims"]

_HELD = 600.0
"""Seconds; longer than a text with all its retries takes. A dead process's claim ends at once."""


class Claims:
    """Texts of one source that this process is about to ask a service for.

    Args:
        run: Runs work on the store's connection.
        number: From a connection to the source's number.
    """

    def __init__(
        self,
        run: Callable[[Callable[[sqlite3.Connection], Any]], Any],
        number: Callable[[sqlite3.Connection], int],
    ) -> None:
        self._run = run
        self._number = number
        self._owner = f"{platform.node()}:{os.getpid()}"
        self._held: set[bytes] = set()

    def take(self, text: bytes) -> bool:
        """Reserve a text; False if another living process has it."""
        now = time.time()

        def work(connection: sqlite3.Connection) -> bool:
            source = self._number(connection)
            key = (source, text)
            there = "SELECT owner, until FROM claims WHERE source=? AND text_hash=?"
            found = connection.execute(there, key).fetchone()
            if found is not None:
                owner, until = found
                if not _is_over(owner, until, now, self._owner):
                    return False
                # Only the very claim that was looked at: another process may be as quick.
                gone = "DELETE FROM claims WHERE source=? AND text_hash=? AND owner=? AND until=?"
                connection.execute(gone, (*key, owner, until))
            made = connection.execute(
                "INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?)", (*key, self._owner, now + _HELD)
            )
            return made.rowcount == 1

        taken = bool(self._run(work))
        if taken:
            self._held.add(text)
        return taken

    def release(self, text: bytes) -> None:
        """Give a text back, scored or not."""
        if text in self._held:
            self._held.discard(text)
            self._run(lambda connection: self._delete(connection, [text]))

    def release_all(self) -> None:
        """Give back whatever is still held."""
        held, self._held = list(self._held), set()
        if held:
            self._run(lambda connection: self._delete(connection, held))

    def _delete(self, connection: sqlite3.Connection, texts: list[bytes]) -> None:
        source = self._number(connection)
        connection.executemany(
            "DELETE FROM claims WHERE source=? AND text_hash=? AND owner=?",
            [(source, text, self._owner) for text in texts],
        )


def _is_over(owner: str, until: float, now: float, me: str) -> bool:
    # An own claim that this object does not hold was left by an earlier run in this process.
    if until < now or until > now + 2 * _HELD or owner == me:
        return True
    host, _, process = owner.rpartition(":")
    if host != platform.node() or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
