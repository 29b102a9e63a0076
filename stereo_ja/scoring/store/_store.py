"""The store of scores: look-ups, writes and claims."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from stereo_ja.scoring._score import Score
from stereo_ja.scoring.store._read import count_rows, source_ids, stored
from stereo_ja.scoring.store._row import values_of
from stereo_ja.store import COLUMNS, Claims, Source, StoreFile

__all__ = ["ScoreStore"]

_log = logging.getLogger("stereo_ja")


class ScoreStore(StoreFile):
    """Scores by text hash and source, in the file that processes and threads share."""

    def __init__(self, path: Path) -> None:
        self._ids: dict[Source, int] = {}
        super().__init__(path)

    def get(self, source: Source, texts: Sequence[bytes]) -> dict[bytes, Score]:
        """The stored scores of the texts with these hashes; a row that fails its check is none."""
        return self.run(lambda connection: self._get(connection, source, texts))

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
            self.sync(connection, durable)
            # A good row stays, so that a score keeps the date on which it was made.
            connection.execute(
                f"INSERT INTO scores (source, text_hash, {COLUMNS}) VALUES (?,?,?,?,?,?,?,?) "
                "ON CONFLICT DO NOTHING",
                (self._id(connection, source), text, *values_of(source, text, score)),
            )

        self.run(write)

    def claims(self, source: Source) -> Claims:
        """Reservations of texts of a source by this process."""
        return Claims(self.run, lambda connection: self._id(connection, source))

    def sources(self) -> dict[Source, int]:
        """Every source with the number of its rows."""
        return self.run(count_rows)

    def close(self) -> None:
        """Close the file; the next call opens it again."""
        super().close()
        self._ids = {}

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
