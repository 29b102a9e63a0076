"""Replies of models that were asked a question, in the same file as the scores."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timezone

from stereo_ja.store._claims import Claims
from stereo_ja.store._file import StoreFile
from stereo_ja.store._schema import REPLIES
from stereo_ja.store._source import reply_checksum

__all__ = ["ReplyStore"]

_NO_SOURCE = 0
"""In the table of claims, where sources count from 1."""


class ReplyStore(StoreFile):
    """Replies by a hash of all that they depend on; no question and no response is stored."""

    def get(self, keys: Sequence[bytes]) -> dict[bytes, str]:
        """The stored replies; one whose checksum does not fit is none."""

        def read(connection: sqlite3.Connection) -> dict[bytes, str]:
            connection.execute(REPLIES)
            replies = {}
            for key in keys:
                row = connection.execute(
                    "SELECT reply, asked_at, checksum FROM replies WHERE key=?", (key,)
                ).fetchone()
                if row is not None and row[2] == reply_checksum(key, row[0], row[1]):
                    replies[key] = str(row[0])
            return replies

        return self.run(read)

    def put(self, key: bytes, reply: str) -> None:
        """Store a reply on the disk itself; a sound one that is already there stays.

        Lone surrogates, which SQLite does not take, become question marks.
        """
        reply = reply.encode("utf-8", "replace").decode("utf-8")
        now = datetime.now(timezone.utc).isoformat(timespec="seconds")
        there = self.get([key])

        def write(connection: sqlite3.Connection) -> None:
            self.sync(connection, True)
            connection.execute(
                "INSERT OR REPLACE INTO replies (key, reply, asked_at, checksum) "
                "VALUES (?, ?, ?, ?)",
                (key, reply, now, reply_checksum(key, reply, now)),
            )

        if not there:
            self.run(write)

    def claims(self) -> Claims:
        """Reservations of questions by this process."""
        return Claims(self.run, lambda connection: _NO_SOURCE)
