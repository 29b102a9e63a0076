"""Writes the files of a rescored run: all of them, or none."""

from __future__ import annotations

import contextlib
import hashlib
import json
import secrets
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from filelock import FileLock

from stereo_ja.errors import UserError
from stereo_ja.jsontext import to_json

__all__ = ["check_free", "write_run"]


def check_free(folder: Path, stamp: str, origins: Mapping[str, Mapping[str, Any]]) -> None:
    """Raise UserError if writing would replace anything but an earlier try of the same work.

    Files of the same name are replaced only if they say that they were rescored from the same
    files with the same choices: then this is a repetition, or goes on where scoring broke off.

    Args:
        folder: The model's folder.
        stamp: The time in the file names.
        origins: Task to what will be recorded under ``rescored``.
    """
    results = _results_path(folder, stamp)
    there = [path for path in (results, *(_samples_path(folder, stamp, task) for task in origins))
             if path.exists()]  # fmt: skip
    if not there:
        return
    try:
        before = _origins(json.loads(results.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError):
        before = {}
    if not _same(before, origins):
        raise UserError(
            f"{there[0]} is there and is not the result of this same call: choose another -o"
        )


def write_run(
    folder: Path, stamp: str, results: Mapping[str, Any], samples: Mapping[str, Iterable[object]]
) -> Path:
    """Write results and samples beside their names first, and put them in place at the end.

    Args:
        folder: The model's folder; made if it is not there.
        stamp: The time in the file names.
        results: The results JSON.
        samples: Task to its samples; each is taken once, in order.

    Returns:
        The results file.

    Raises:
        UserError: Something cannot be written; then no new file is left.
    """
    target = _results_path(folder, stamp)
    with contextlib.ExitStack() as parts:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            # The results go into place first: they say whose files these are.
            ready = [parts.enter_context(_part(target, [_pretty(results)]))]
            for task, rows in samples.items():
                lines = (to_json(row) + "\n" for row in rows)
                ready.append(parts.enter_context(_part(_samples_path(folder, stamp, task), lines)))
            with _in_turn(folder):
                # Another process may have written here while this one scored.
                check_free(folder, stamp, _origins(results))
                for part, path in ready:
                    part.replace(path)
        except OSError as error:
            reason = error.strerror or error
            msg = f"cannot write {error.filename or folder}: {reason}; choose another -o"
            raise UserError(msg) from error
    return target


def _origins(results: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Task to what is recorded under ``rescored``; empty where a task has nothing there."""
    try:
        return {
            task: config["metadata"]["stereo_ja"]["rescored"]
            for task, config in results["configs"].items()
        }
    except (TypeError, KeyError, AttributeError):
        return {}


def _in_turn(folder: Path) -> FileLock:
    """A lock of the folder that leaves nothing in it."""
    name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return FileLock(Path(tempfile.gettempdir(), f"stereo-ja-{name}.lock"))


@contextlib.contextmanager
def _part(path: Path, lines: Iterable[str]) -> Iterator[tuple[Path, Path]]:
    """The written part and the path it is for; the part is gone at the end, moved or not."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
        yield part, path
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _pretty(results: Mapping[str, Any]) -> str:
    text = json.dumps(results, indent=2, ensure_ascii=False, allow_nan=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # lone surrogates
        text = json.dumps(results, indent=2, allow_nan=False)
    return text


def _same(before: Mapping[str, Any], origins: Mapping[str, Mapping[str, Any]]) -> bool:
    return (
        bool(before)
        and before.keys() == origins.keys()
        and all(
            isinstance(before[task], Mapping)
            and all(before[task].get(key) == origins[task][key] for key in ("from", "choices"))
            for task in origins
        )
    )


def _results_path(folder: Path, stamp: str) -> Path:
    return folder / f"results_{stamp}.json"


def _samples_path(folder: Path, stamp: str, task: str) -> Path:
    return folder / f"samples_{task}_{stamp}.jsonl"
