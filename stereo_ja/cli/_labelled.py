"""Labelled rows and the outcomes they are compared with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stereo_ja.benchmark import benchmark_named
from stereo_ja.cli._classify import classify_rows
from stereo_ja.cli._jsonl import Row
from stereo_ja.reading import DEFAULT_READER, Outcome, Reader, get_reader

__all__ = ["BadRow", "Compared", "Readings", "compare"]

_TASK = "ja_stereotype"
"""Whose formats the rows are of."""

_LABELS = tuple(outcome.value for outcome in Outcome)


class BadRow(Exception):
    """A row that cannot be compared; ``row.error`` says why."""

    def __init__(self, row: Row, reason: str | None = None) -> None:
        self.row = row if reason is None else row.failed(reason)


class Readings:
    """Reads rows; without a name, the reader is made for the first row that needs it."""

    def __init__(self, name: str | None) -> None:
        self.always = name is not None
        self.name = DEFAULT_READER if name is None else name
        self._reader: Reader | None = get_reader(self.name) if self.always else None

    def of(self, row: Row) -> dict[str, Any]:
        """The keys of a row's reading. Raises BadRow."""
        if self._reader is None:
            self._reader = get_reader(self.name)
        (read,) = classify_rows([row], self._reader, benchmark_named(_TASK))
        if read.error is not None:
            raise BadRow(read)
        return read.data


@dataclass(frozen=True)
class Compared:
    """A row with its label and the outcome it is compared with."""

    row: Row
    label: Outcome
    outcome: Outcome
    reading: dict[str, Any]
    """Holds ``rule`` and ``evidence`` of the outcome, if known, and if read here ``options``."""
    read_here: bool
    """Whether the outcome was read here, not taken from the row."""

    @property
    def options(self) -> tuple[list[str], list[str]] | None:
        """Options by the person and by the reader, where both were given for this response."""
        # In a row that brings its own outcome, "options" are those of that reader.
        labelled = self.row.data.get("options")
        if not self.read_here or self.label is not Outcome.VALID or labelled is None:
            return None
        return labelled, self.reading["options"]


def compare(row: Row, readings: Readings) -> Compared:
    """Check a row and find its outcome.

    Raises:
        BadRow: It has no usable label or outcome, or cannot be read.
    """
    if row.error is not None:
        raise BadRow(row)
    label = _outcome(row, "label")
    options = row.data.get("options")
    read_here = readings.always or "outcome" not in row.data
    if read_here and options is not None and not _texts(options):
        raise BadRow(row, '"options" must be a list of texts')
    reading = readings.of(row) if read_here else row.data
    outcome = Outcome(reading["outcome"]) if read_here else _outcome(row, "outcome")
    return Compared(row, label, outcome, reading, read_here)


def _outcome(row: Row, key: str) -> Outcome:
    value = row.data.get(key)
    if value is None or value == "":
        raise BadRow(row, f'no "{key}": give {", ".join(_LABELS)}')
    if not isinstance(value, str) or value not in _LABELS:
        raise BadRow(row, f'unknown "{key}" {str(value)[:40]!r}: use {", ".join(_LABELS)}')
    return Outcome(value)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
