"""A saved run: what its files hold, before anything is read or scored anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from stereo_ja.pipeline import Record

__all__ = [
    "SavedRow", "SavedRun", "SavedTask", "file_stamp", "iso_time", "seconds", "stamped",
]  # fmt: skip


@dataclass(frozen=True)
class SavedRow:
    """One prompt with everything that was answered to it."""

    position: int | None
    """Number of the doc in its task, from 0; None where the file does not say."""
    doc: Mapping[str, Any]
    responses: tuple[str | None, ...]
    """The generations in order; None where the backend gave nothing."""
    records: tuple[Record, ...] | None
    """What ``filtered_resps`` held, one per generation; None where nothing was read yet."""
    sample: Mapping[str, Any] = field(default_factory=dict)
    """The sample as lm-eval wrote it, without its metrics; empty for a journal."""

    @property
    def id(self) -> str:
        """The prompt's id, such as ``age-001/t07``."""
        return str(self.doc["id"])


@dataclass(frozen=True)
class SavedTask:
    """One task of a saved run, all its shards together."""

    name: str
    rows: tuple[SavedRow, ...]
    files: tuple[str, ...]
    """Names of the files the rows came from, without folders."""
    problems: tuple[str, ...] = ()
    """``file:line: what is wrong`` for each line that was left out."""
    notes: tuple[str, ...] = ()
    """What else a reader of the numbers should know about how the rows were found."""
    repeated: int = 0
    """Lines left out because an earlier one already held the same prompt."""
    empty: bool = False
    """Whether the file holds no line at all."""
    version: float | None = None
    """Task version by a journal's own account; None elsewhere, where the results have it."""


@dataclass(frozen=True)
class SavedRun:
    """One model's saved responses."""

    model: str
    folder: str
    """Name of the model's folder, as lm-eval makes it of the model's name."""
    stamp: str
    """When the run was saved, in the form lm-eval puts into file names."""
    results: Mapping[str, Any]
    """The results JSON; empty where there is none."""
    tasks: tuple[SavedTask, ...]

    @property
    def date(self) -> float:
        """Seconds since 1970: the run's own date, else that of its file names taken as UTC."""
        recorded = seconds(self.results.get("date"))
        if recorded is not None:
            return recorded
        time = stamped(self.stamp)
        return 0.0 if time is None else time.timestamp()


def iso_time(date: float) -> str:
    """Seconds since 1970 as ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(date, timezone.utc).isoformat(timespec="seconds")


def file_stamp(date: float) -> str:
    """Seconds since 1970 as lm-eval puts a time into file names, in UTC."""
    return datetime.fromtimestamp(date, timezone.utc).strftime("%Y-%m-%dT%H-%M-%S.%f")


def seconds(value: object) -> float | None:
    """A date in a results JSON; None if it is no time of this and the next centuries."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= _LATEST else None


def stamped(stamp: str) -> datetime | None:
    """The time in a file name, to the second and taken as UTC; None for a 31st of February."""
    try:
        return datetime.strptime(f"{stamp[:19]}+0000", "%Y-%m-%dT%H-%M-%S%z")
    except ValueError:
        return None


_LATEST = datetime(9999, 1, 1, tzinfo=timezone.utc).timestamp()
