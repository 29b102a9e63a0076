"""Files to be written below a folder."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["File", "Written"]


@dataclass(frozen=True)
class File:
    """One file, complete, before anything is written."""

    path: str
    """Relative to the folder the user named, with ``/``."""
    content: bytes


@dataclass(frozen=True)
class Written:
    """What an export to a folder consists of."""

    files: tuple[File, ...]
    left_out: tuple[str, ...]
    """One line for each value that is not in the files, and why."""
