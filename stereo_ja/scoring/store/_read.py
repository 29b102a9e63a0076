"""Questions to an open store that change nothing in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from stereo_ja.scoring._score import Score
from stereo_ja.scoring.store._row import problem_of, score_of
from stereo_ja.store import COLUMNS, Source

__all__ = ["count_rows", "source_ids", "stored", "stored_rows"]

_CHUNK = 500
"""Hashes in one question; SQLite allows some thousands."""


def source_ids(connection: sqlite3.Connection) -> dict[Source, int]:
    """Every source with its number."""
    rows = connection.execute("SELECT id, scorer, revision, attribute, language FROM sources")
    return {Source(row[1], row[2] or None, row[3], row[4] or None): row[0] for row in rows}


def count_rows(connection: sqlite3.Connection) -> dict[Source, int]:
    """Every source with the number of its rows."""
    counts = dict(connection.execute("SELECT source, count(*) FROM scores GROUP BY source"))
    return {source: counts.get(number, 0) for source, number in source_ids(connection).items()}


def stored(
    connection: sqlite3.Connection, source: Source, texts: Sequence[bytes]
) -> tuple[dict[bytes, Score], list[bytes]]:
    """The scores of the texts with these hashes, and the hashes whose row fails its check."""
    found: dict[bytes, Score] = {}
    bad: list[bytes] = []
    number = source_ids(connection).get(source)
    for start in range(0, len(texts) if number is not None else 0, _CHUNK):
        chunk = texts[start : start + _CHUNK]
        marks = ",".join("?" * len(chunk))
        rows = connection.execute(
            f"SELECT text_hash, {COLUMNS} FROM scores WHERE source=? AND text_hash IN ({marks})",
            (number, *chunk),
        )
        for text, *values in rows:
            if problem_of(source, text, tuple(values)):
                bad.append(text)
            else:
                found[text] = score_of(source, tuple(values))
    return found, bad


def stored_rows(connection: sqlite3.Connection) -> Iterator[tuple[Source, bytes, tuple[Any, ...]]]:
    """Every row as ``(source, text hash, values of COLUMNS)``, by source and hash."""
    names = {number: source for source, number in source_ids(connection).items()}
    rows = connection.execute(
        f"SELECT source, text_hash, {COLUMNS} FROM scores ORDER BY source, text_hash"
    )
    for number, text, *values in rows:
        yield names[number], text, tuple(values)
