"""Where generations are kept when a run names no output folder."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

from stereo_ja.doctor._finding import Finding
from stereo_ja.errors import StereoJaError
from stereo_ja.harness._journal import journal_folder
from stereo_ja.scoring.store._read import count_rows
from stereo_ja.store import connect_to_read, default_path

__all__ = ["disk_space", "score_store", "state_folder"]

_ENOUGH = 500 * 1024**2
"""Bytes; a full run with its samples takes about 20 MB, long reasoning many times that."""
_ELSEWHERE = "set STEREO_JA_JOURNAL to a folder that can be written"
_STORE_ELSEWHERE = "set STEREO_JA_STORE to a file that can be written"


def state_folder() -> Finding:
    """Whether the folder can be written, or made; nothing is left behind."""
    folder = journal_folder(None)
    # A folder named by the user is used by every run; else only by runs without --output_path.
    required = bool(os.environ.get("STEREO_JA_JOURNAL"))
    place = _nearest(folder)
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        detail = f"{folder} cannot be written ({error.strerror or error})"
        return Finding("state folder", "problem", detail, _ELSEWHERE, required)
    found = "can be written" if place == folder else "can be made"
    return Finding("state folder", "ok", f"{folder} {found}", required=required)


def disk_space() -> Finding:
    """Free space where generations are kept."""
    place = _nearest(journal_folder(None))
    free = shutil.disk_usage(place).free
    detail = f"{free / 1024**3:.1f} GiB free at {place}"
    if free < _ENOUGH:
        fix = f"free some space, or {_ELSEWHERE} on another disk"
        return Finding("disk space", "problem", detail, fix)
    return Finding("disk space", "ok", detail)


def score_store() -> Finding:
    """The file that keeps scores: there and sound, or one that can be made."""
    path = default_path().absolute()
    if not path.exists():
        place = _nearest(path)
        if place.is_dir() and os.access(place, os.W_OK):
            return Finding("score store", "ok", f"{path} can be made")
        detail = f"{path} cannot be made: {place} cannot be written or is no folder"
        return Finding("score store", "problem", detail, _STORE_ELSEWHERE)
    try:
        with contextlib.closing(connect_to_read(path)) as connection:
            rows = sum(count_rows(connection).values())
    except (StereoJaError, sqlite3.Error) as error:
        fix = f"stereo-ja archive verify; or {_STORE_ELSEWHERE}"
        return Finding("score store", "problem", f"{path}: {error}", fix)
    if not os.access(path, os.W_OK):
        return Finding("score store", "problem", f"{path} cannot be written", _STORE_ELSEWHERE)
    return Finding("score store", "ok", f"{path}: {rows:,} scores")


def _nearest(folder: Path) -> Path:
    """The folder itself or the closest parent there is, which may be a file."""
    folder = folder.absolute()
    return next(path for path in (folder, *folder.parents) if os.path.lexists(path))
