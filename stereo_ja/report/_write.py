"""Writes the page to a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stereo_ja.errors import UserError
from stereo_ja.report._build import build_report
from stereo_ja.runs import Run

__all__ = ["write_report"]


def write_report(runs: Sequence[Run], path: str | Path) -> Path:
    """Write the report to a file, making its folder if need be.

    Raises:
        UserError: The file cannot be written.
    """
    page = build_report(runs)
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target.resolve(), page)
    except OSError as error:
        msg = f"{target}: the report cannot be written ({error.strerror}); choose another -o FILE"
        raise UserError(msg) from error
    return target


def _write(target: Path, page: str) -> None:
    if target.exists() and not target.is_file():
        # A device or a pipe is written to, not replaced; a folder fails here with its own name.
        target.write_text(page, encoding="utf-8", newline="\n")
        return
    part = target.with_name(f"{target.name}.part")
    try:
        part.write_text(page, encoding="utf-8", newline="\n")
        # An interrupted write must not leave half a page under the final name.
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
