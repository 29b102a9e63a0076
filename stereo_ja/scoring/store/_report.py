"""What is in a store, and whether all of it is sound."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stereo_ja.errors import UserError
from stereo_ja.scoring.store._read import stored_rows
from stereo_ja.scoring.store._row import problem_of
from stereo_ja.store import Source, connect_to_read

__all__ = ["Content", "Info", "Verified", "info", "sound_rows", "verify"]


@dataclass(frozen=True)
class Content:
    """The rows of one source."""

    source: Source
    scored: int
    not_scorable: int
    first: str
    """Date and time of the oldest score, ISO 8601."""
    last: str


@dataclass(frozen=True)
class Info:
    """A store at a glance."""

    path: Path
    size: int
    """Bytes, what is not yet merged into the main file included."""
    contents: tuple[Content, ...]
    aside: tuple[str, ...]
    """Names of damaged predecessors that were set aside beside it."""


@dataclass(frozen=True)
class Verified:
    """The outcome of a check of every row."""

    rows: int
    problems: tuple[str, ...]
    """One line each; empty when all is sound."""


def info(path: Path) -> Info:
    """Count what a store holds, changing nothing.

    Raises:
        UserError: The file is no store, or too damaged to be read.
    """
    status: dict[Source, Counter[str]] = {}
    dates: dict[Source, tuple[str, str]] = {}
    with _reading(path) as connection:
        for source, _, values in stored_rows(connection):
            status.setdefault(source, Counter())[str(values[0])] += 1
            at = str(values[4])
            first, last = dates.get(source, (at, at))
            dates[source] = (min(first, at), max(last, at))
    beside = sorted(path.parent.glob(f"{path.name}.damaged-*"))
    files = [path, Path(f"{path}-wal")]
    return Info(
        path=path,
        size=sum(file.stat().st_size for file in files if file.exists()),
        contents=tuple(
            Content(source, count["scored"], count["not_scorable"], *dates[source])
            for source, count in sorted(status.items(), key=lambda item: str(item[0]))
        ),
        aside=tuple(file.name for file in beside if not file.name.endswith(("-wal", "-shm"))),
    )


def sound_rows(path: Path) -> Iterator[tuple[Source, bytes, tuple[Any, ...]]]:
    """Every row whose checksum fits, by source and hash.

    Raises:
        UserError: The file is no store, or too damaged to be read.
    """
    with _reading(path) as connection:
        for source, text, values in stored_rows(connection):
            if not problem_of(source, text, values):
                yield source, text, values


def verify(path: Path) -> Verified:
    """Check the file's pages, then that every row says what its checksum says; change nothing.

    Raises:
        UserError: The file is no store.
    """
    problems: list[str] = []
    rows = 0
    try:
        with contextlib.closing(connect_to_read(path)) as connection:
            pages = connection.execute("PRAGMA integrity_check(20)").fetchall()
            problems += [str(row[0]) for row in pages if row[0] != "ok"]
            for source, text, values in stored_rows(connection):
                rows += 1
                problem = problem_of(source, text, values)
                if problem:
                    name = f"{source.scorer} {source.attribute}"
                    problems.append(f"{name}, text {text.hex()[:12]}…: {problem}")
    except (sqlite3.Error, KeyError) as error:
        problems.append(f"the file cannot be read to its end ({error})")
    return Verified(rows, tuple(problems))


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with contextlib.closing(connect_to_read(path)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise UserError(
            f"{path}: cannot be read ({error}); see what is wrong with `stereo-ja archive verify`"
        ) from error
