"""JSONL in and out: order kept, a bad line never stops the others."""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from stereo_ja.cli._output import STREAM, open_output
from stereo_ja.errors import UserError
from stereo_ja.jsontext import to_json

__all__ = ["Row", "Tally", "add_rows_in_and_out", "read_rows", "write_rows"]

RAW_LIMIT = 1_000_000
"""Characters of an unreadable line that are kept in its error row."""

MOST_LEVELS = 200
"""Deepest nesting that is read; what is read must also be writable on every Python."""


@dataclass(frozen=True)
class Row:
    """One line of a JSONL file."""

    line: int
    """Line number in the input, from 1."""
    data: dict[str, Any]
    """The object of the line; empty when the line is none."""
    error: str | None = None
    """Why the row could not be used; starts with its line number."""
    raw: str | None = None
    """The line itself where no object could be read from it; bad bytes as ``\\xff``."""

    def failed(self, reason: str) -> Row:
        """The same row with ``reason`` as its error."""
        return replace(self, error=f"line {self.line}: {reason}")

    def with_data(self, added: dict[str, Any]) -> Row:
        """The same row with keys added; the keys it already has keep their place."""
        return replace(self, data={**self.data, **added})

    def as_dict(self) -> dict[str, Any]:
        """What is written: the data and, on failure, ``error``.

        An ``error`` that the input brought along is dropped when there is none now. Without data
        ``line`` is added, and ``raw``, the text of the line, so that writing over the input loses
        nothing; ``raw_cut`` says so where it is not all of it.
        """
        if self.error is None:
            return {key: value for key, value in self.data.items() if key != "error"}
        return {**self.data, "error": self.error} | ({} if self.data else self._origin())

    def _origin(self) -> dict[str, Any]:
        origin: dict[str, Any] = {"line": self.line}
        if self.raw is not None:
            origin["raw"] = self.raw[:RAW_LIMIT]
            if len(self.raw) > RAW_LIMIT:
                origin["raw_cut"] = f"the first {RAW_LIMIT} of {len(self.raw)} characters"
        return origin


@dataclass(frozen=True)
class Tally:
    """How many rows were written, and how many of them with an error."""

    rows: int
    errors: int


def add_rows_in_and_out(parser: argparse.ArgumentParser) -> None:
    """Add ``IN`` and ``-o OUT``, as every command has them that turns rows into rows."""
    parser.add_argument(
        "input",
        metavar="IN",
        nargs="?",
        default=STREAM,
        help="JSONL file, - for stdin (default: -)",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        default=STREAM,
        help="file to write, - for stdout (default: -); may be IN: it is replaced at the end",
    )


def read_rows(path: str) -> Iterator[Row]:
    """Read rows one by one; a line that is no JSON object comes as a row with an error.

    The file is opened, and its first row read, before this returns. Blank lines are passed over.

    Args:
        path: A file, or ``-`` for stdin.

    Raises:
        UserError: The file cannot be opened or read, or holds no row.
    """
    rows = _parsed(_lines(path))
    first = next(rows, None)
    if first is None:
        raise UserError(f"no rows in {_name(path)}: give one JSON object on each line")
    return chain([first], rows)


def write_rows(path: str, rows: Iterable[Row]) -> Tally:
    """Write rows as UTF-8 JSON lines.

    Stdout gets each row as soon as it comes. A file appears, or is replaced, only after the last
    row, so ``path`` may be the file the rows are read from, and a run broken off leaves it as it
    was.

    Args:
        path: A file, or ``-`` for stdout.
        rows: Nothing is taken from it before the output is open.

    Raises:
        UserError: The output cannot be written.
    """
    count = errors = 0
    with open_output(path) as write:
        for row in rows:
            write(_dumped(row))
            count += 1
            errors += row.error is not None
    return Tally(count, errors)


def _name(path: str) -> str:
    return "stdin" if path == STREAM else path


def _lines(path: str) -> Iterator[bytes]:
    try:
        if path == STREAM:
            if sys.stdin is None:
                raise UserError("stdin is closed: name a file instead of -")
            yield from sys.stdin.buffer
        else:
            with open(path, "rb") as file:
                yield from file
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or error
        raise UserError(f"cannot read {_name(path)}: {reason}; check the path") from error


def _parsed(lines: Iterable[bytes]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        content = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if content.strip():
            yield _parse(number, content)


def _parse(number: int, line: bytes) -> Row:
    row = Row(number, {}, raw=line.decode("utf-8", "backslashreplace").rstrip("\r\n"))
    try:
        data = json.loads(line.decode("utf-8"), parse_constant=_refuse, parse_float=_finite)
    except UnicodeDecodeError as error:
        return row.failed(f"not UTF-8 at byte {error.start + 1}")
    except RecursionError:
        return row.failed("nested too deeply")
    except json.JSONDecodeError as error:  # its own text counts lines too, always to 1
        return row.failed(f"not JSON: {error.msg} at character {error.pos + 1}")
    except _BadNumber as error:
        return row.failed(str(error))
    except ValueError:  # Python's own limit on whole numbers; its text is advice to programmers
        return row.failed("a whole number in it has too many digits")
    if not isinstance(data, dict):
        return row.failed("not a JSON object: each line must be {...}")
    # Brackets are counted first because most lines have few, and then need no walk.
    if line.count(b"[") + line.count(b"{") > MOST_LEVELS and _is_deep(data):
        return row.failed(f"nested too deeply: more than {MOST_LEVELS} levels")
    return replace(row, data=data, raw=None)


class _BadNumber(ValueError):
    """A number that JSON does not have or a float cannot hold."""


def _refuse(constant: str) -> Any:
    raise _BadNumber(f"not JSON: {constant} is not a JSON number")


def _finite(number: str) -> float:
    value = float(number)
    if math.isinf(value):
        raise _BadNumber(f"the number {number[:40]} is too large")
    return value


def _is_deep(data: object) -> bool:
    level = [data]
    for _ in range(MOST_LEVELS):
        inner: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                inner.extend(item.values())
            elif isinstance(item, list):
                inner.extend(item)
        level = inner
    return any(isinstance(item, dict | list) for item in level)


def _dumped(row: Row) -> bytes:
    """One line; a row that JSON cannot hold becomes its error."""
    try:
        text = to_json(row.as_dict())
    except ValueError as error:  # a NaN that did not come from a file: those were refused
        failed = Row(row.line, {}, raw=json.dumps(row.data, ensure_ascii=False))
        text = to_json(failed.failed(f"cannot be written as JSON: {error}").as_dict())
    return text.encode("utf-8") + b"\n"
