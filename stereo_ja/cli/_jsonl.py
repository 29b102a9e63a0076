"""JSONL in and out: order kept, a bad line never stops the others."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from stereo_ja.cli._output import STREAM, open_output
from stereo_ja.errors import UserError

__all__ = ["Row", "Tally", "read_rows", "write_rows"]


@dataclass(frozen=True)
class Row:
    """One line of a JSONL file."""

    line: int
    """Line number in the input, from 1."""
    data: dict[str, Any]
    """The object of the line; empty when the line is none."""
    error: str | None = None
    """Why the row could not be used; starts with its line number."""

    def failed(self, reason: str) -> Row:
        """The same row with ``reason`` as its error."""
        return replace(self, error=f"line {self.line}: {reason}")

    def with_data(self, added: dict[str, Any]) -> Row:
        """The same row with keys added; the keys it already has keep their place."""
        return replace(self, data={**self.data, **added})

    def as_dict(self) -> dict[str, Any]:
        """What is written: the data and, on failure, ``error`` (and ``line`` without data)."""
        if self.error is None:
            return self.data
        return {**self.data, "error": self.error} | ({} if self.data else {"line": self.line})


@dataclass(frozen=True)
class Tally:
    """How many rows were written, and how many of them with an error."""

    rows: int
    errors: int


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
    row = Row(number, {})
    try:
        data = json.loads(line.decode("utf-8"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        return row.failed(f"not UTF-8 at byte {error.start + 1}")
    except RecursionError:
        return row.failed("not JSON: nested too deeply")
    except json.JSONDecodeError as error:  # its own text counts lines too, always to 1
        return row.failed(f"not JSON: {error.msg} at character {error.pos + 1}")
    except ValueError as error:
        return row.failed(f"not JSON: {error}")
    if not isinstance(data, dict):
        return row.failed("not a JSON object: each line must be {...}")
    return replace(row, data=data)


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not a JSON number")


def _dumped(row: Row) -> bytes:
    """One line; a row that JSON cannot hold becomes its error."""
    try:
        text = json.dumps(row.as_dict(), ensure_ascii=False, allow_nan=False)
    except (ValueError, RecursionError) as error:
        failed = Row(row.line, {}).failed(f"cannot be written as JSON: {error}")
        text = json.dumps(failed.as_dict(), ensure_ascii=False)
    try:
        return text.encode("utf-8") + b"\n"
    except UnicodeEncodeError:  # half a surrogate pair: JSON has it only as an escape
        return json.dumps(row.as_dict()).encode("ascii") + b"\n"
