"""Generations are on disk before anything else happens to them.

A journal is a JSONL file with one row per generation. Each row is complete in itself, so that
``stereo-ja classify`` can read the file as it is and nothing but the file is needed to score it.
"""

from __future__ import annotations

import contextlib
import logging
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from stereo_ja.benchmark import benchmark_of
from stereo_ja.errors import UserError
from stereo_ja.jsontext import to_json

__all__ = ["check_writable", "journal_folder", "write_journal"]

logger = logging.getLogger("stereo_ja")


def journal_folder(output_path: Path | None) -> Path:
    """Return where generations are kept.

    ``STEREO_JA_JOURNAL`` if set, else ``generations`` beside the run's results, else a folder in
    the user's state directory.
    """
    chosen = os.environ.get("STEREO_JA_JOURNAL")
    if chosen:
        return Path(chosen)
    if output_path is not None:
        folder = output_path.parent if output_path.suffix == ".json" else output_path
        return folder / "generations"
    import platformdirs

    return Path(platformdirs.user_state_dir("stereo-ja")) / "generations"


def check_writable(folder: Path) -> None:
    """Create ``folder`` and write a byte there, before any generation is paid for.

    Raises:
        UserError: Nothing can be written there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"\n")
            probe.flush()
    except OSError as error:
        msg = (
            f"cannot write to {folder} ({error.strerror or error}): choose another "
            "--output_path, or set STEREO_JA_JOURNAL to a folder that can be written"
        )
        raise UserError(msg) from error


def write_journal(
    folder: Path,
    task: str,
    docs: Sequence[Mapping[str, Any]],
    responses: Sequence[Sequence[str | None]],
    model: str | None = None,
) -> Path | None:
    """Write every generation and flush it to the disk.

    Args:
        folder: Where the file goes; if it can no longer be written (a disk that filled up
            during generation), the system's temporary folder is used instead.
        task: Task name, part of the file name.
        docs: One doc per row of ``responses``.
        responses: The generations of each doc; None where the backend gave nothing.
        model: Whose generations they are, where that is known.

    Returns:
        The file, or None when it could be written nowhere (an error is logged).
    """
    stamp = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%S.%f")
    name = f"generations_{task}_{stamp}_{os.getpid()}.jsonl"
    for place in (folder, Path(tempfile.gettempdir())):
        path = place / name
        try:
            _write(path, _rows(task, docs, responses, model))
        except OSError as error:
            logger.error("could not write the generations to %s: %s", path, error)
        else:
            return path
    return None


def _rows(
    task: str,
    docs: Sequence[Mapping[str, Any]],
    responses: Sequence[Sequence[str | None]],
    model: str | None,
) -> Iterator[dict[str, Any]]:
    benchmark = benchmark_of(task)
    version = None if benchmark is None else benchmark.version
    for doc, generations in zip(docs, responses, strict=True):
        for repeat, response in enumerate(generations):
            yield {
                "task": task,
                "task_version": version,
                "model": model,
                **doc,
                "repeat": repeat,
                "response": response,
            }


def _write(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    """Write all rows or leave no file; a write broken off otherwise leaves ``NAME.part``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            for row in rows:
                file.write(to_json(row) + "\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        # Half a file looks like a whole one, and on a full disk it takes the space of the results.
        with contextlib.suppress(OSError):
            part.unlink()
        raise
