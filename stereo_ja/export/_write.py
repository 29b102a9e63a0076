"""Writes rows as CSV, JSONL or Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from stereo_ja.jsontext import to_json

__all__ = ["FORMATS", "write_table"]

Row = dict[str, Any]
Write = Callable[[bytes], Any]


def write_table(rows: Iterable[Row], ending: str, write: Write) -> int:
    """Write rows, all columns of any row in the order in which they first appear.

    Args:
        rows: Each a mapping of column to number, text or None.
        ending: One of FORMATS.
        write: Takes the file's bytes in order.

    Returns:
        How many rows there were.
    """
    found = list(rows)
    columns = list(dict.fromkeys(column for row in found for column in row))
    FORMATS[ending](found, columns, write)
    return len(found)


def _csv(rows: Sequence[Row], columns: Sequence[str], write: Write) -> None:
    """Empty where there is nothing; as ``pandas.read_csv`` and R read it."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    write(file.getvalue().encode("utf-8", "backslashreplace"))


def _cell(value: object) -> object:
    # A spreadsheet takes what begins like this for a formula and runs it.
    dangerous = isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{value}" if dangerous else value


def _jsonl(rows: Sequence[Row], columns: Sequence[str], write: Write) -> None:
    for row in rows:
        write(f"{to_json({column: row.get(column) for column in columns})}\n".encode())


def _parquet(rows: Sequence[Row], columns: Sequence[str], write: Write) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({column: _column([row.get(column) for row in rows]) for column in columns})
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    write(buffer.getvalue())


def _column(values: Sequence[Any]) -> Any:
    import pyarrow as pa

    # Lone surrogates, which UTF-8 cannot hold, are written as escapes, as in CSV.
    return pa.array(
        [
            value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value
            for value in values
        ]
    )


FORMATS: dict[str, Callable[[Sequence[Row], Sequence[str], Write], None]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
}
"""Ending of a file's name to what writes it."""
