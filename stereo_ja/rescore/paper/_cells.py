"""The cells of a released response table, read whatever their dress."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from stereo_ja.errors import UserError

__all__ = ["COLUMNS", "NEEDED", "TableRow", "cell", "table_rows"]

COLUMNS = (
    "no", "model", "format", "group", "template", "check", "num_options", "text", "before",
    *(f"option_{number}" for number in range(1, 11)),
)  # fmt: skip
"""The columns of the released table; others are passed over."""

NEEDED = ("model", "group", "template", "text")
"""Without these columns nothing can be told."""

_BLANK = ("", "nan", "NaN", "None", "null", "<NA>")


@dataclass(frozen=True)
class TableRow:
    """One row of the table."""

    line: int
    """Line of the file on which the row ends, from 1."""
    cells: Mapping[str, str]


def table_rows(path: Path, problems: list[str]) -> Iterator[TableRow]:
    """Yield the rows; what is wrong with others goes to ``problems``.

    A cell may hold line breaks and a byte order mark may stand first. A row with more cells than
    columns is a problem, because it does not say which of its cells is which.

    Raises:
        UserError: The file cannot be read, is not UTF-8, or lacks a column of NEEDED.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            header = [name.strip() for name in next(reader, [])]
            missing = [name for name in NEEDED if name not in header]
            if missing:
                raise UserError(
                    f"{path}: no column {', '.join(missing)}; the released response table has "
                    f"{', '.join(COLUMNS[:9])} and option_1 to option_10"
                )
            while True:
                try:
                    row = next(reader, None)
                except csv.Error as error:
                    problems.append(f"{path.name}:{reader.line_num}: {error}")
                    continue
                if row is None:
                    return
                if len(row) > len(header):
                    problems.append(
                        f"{path.name}:{reader.line_num}: {len(row)} cells in {len(header)} columns"
                    )
                elif row:
                    yield TableRow(reader.line_num, dict(zip(header, row, strict=False)))
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror}); check the path and its permissions"
        raise UserError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"{path}: not UTF-8 (byte {error.start + 1}); save the table as UTF-8 CSV"
        raise UserError(msg) from error


def cell(row: TableRow, column: str) -> str | None:
    """The cell's text; None where it is absent, blank or written as a missing value."""
    text = row.cells.get(column)
    return None if text is None or text.strip() in _BLANK else text
