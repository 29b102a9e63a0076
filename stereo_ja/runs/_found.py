"""Files that belong together, found and not yet read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["Found", "folder_name", "journal_stamp"]

UNKNOWN_TIME = "1970-01-01T00-00-00"
"""The stamp of files that carry no date of any kind."""

_JOURNAL = re.compile(r"generations_([A-Za-z0-9_]+)_(\d{8})T(\d{6})\.(\d{6})_\d+\.jsonl")


@dataclass(frozen=True)
class Found:
    """What one results JSON speaks of, or one journal."""

    model: str
    stamp: str
    """When it was saved, in the form lm-eval puts into file names."""
    files: Mapping[str, Path]
    """Task to samples file; of a journal ``{"": file}``, because its rows name the task."""
    results: Mapping[str, Any] = field(default_factory=dict)
    """The results JSON; empty where there is none."""
    journal: bool = False
    alone: bool = True
    """Whether it counts by itself; else only as a further shard of a newer run."""
    notes: tuple[str, ...] = ()


def folder_name(model: str) -> str:
    """The folder lm-eval makes for a model, and never one outside the output folder."""
    name = re.sub(r"[\"<>:/|\\?*\[\]\x00-\x1f]+", "__", model)
    return name if name.strip(".") else f"__{name}"


def journal_stamp(path: Path) -> tuple[str, str] | None:
    """Task and stamp in a journal's name; None if it was renamed."""
    named = _JOURNAL.fullmatch(path.name)
    if named is None:
        return None
    task, day, time, micro = named.groups()
    date = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    return task, f"{date}T{time[:2]}-{time[2:4]}-{time[4:]}.{micro}"
