"""From what the user named to the files that belong together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from stereo_ja.errors import UserError
from stereo_ja.runs._files import RunFiles, find_runs
from stereo_ja.runs._found import UNKNOWN_TIME, Found, journal_stamp
from stereo_ja.runs._saved import file_stamp, seconds
from stereo_ja.secrets import redact_secrets

__all__ = ["find_saved"]

_TIME = re.compile(r"_(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(?:\.\d+)?)\.jsonl?$")


def find_saved(paths: Iterable[Path], *, output: Path, model: str | None = None) -> list[Found]:
    """The saved runs under ``paths``.

    In a folder the newest run of each task counts, as in every command; samples come before
    journals, which are taken only where a task has no samples.

    Args:
        paths: Folders that lm-eval wrote, ``samples_*.jsonl``, ``results_*.json``, journals of
            generations, or folders of such journals.
        output: Where the new files go; what already lies there is not read again.
        model: The name of the model whose journals these are; a journal does not hold it.

    Raises:
        UserError: A path does not exist, or nothing in it can be rescored.
    """
    found: dict[tuple[Path, ...], Found] = {}
    for path in dict.fromkeys(paths):
        for one in _in_path(path, output, model):
            key = tuple(file.resolve() for file in one.files.values())
            if key not in found or (one.alone and not found[key].alone):
                found[key] = one
    return list(found.values())


def _in_path(path: Path, output: Path, model: str | None) -> Iterator[Found]:
    if path.is_file() and _is_journal(path):
        yield _journal(path, model)
        return
    journals = [] if path.is_file() else _journals(path, output)
    try:
        runs = [files for files in find_runs(path) if not _in_output(files, path, output)]
    except UserError:
        if not journals:
            raise
        runs = []
    if not runs:
        if not journals:
            raise UserError(f"{path}: nothing there but what rescore wrote; name the run itself")
        yield from _newest(journals, model)
        return
    for files in runs:
        yield from _run(files)


def _run(files: RunFiles) -> Iterator[Found]:
    where = files.results_path or next(iter(files.samples.values()))
    folder = where.parent
    named = files.results.get("model_name")
    model = named if isinstance(named, str) and named else folder.resolve().name.replace("__", "/")
    model = redact_secrets(model)  # a served model may be known by an address
    missing = [task for task in _tasks(files) if task not in files.samples]
    notes = (f"The results JSON was not used. {files.problem}",) if files.problem else ()
    notes = (*notes, *_newer_journal(files, folder.parent / "generations"))
    one = Found(model, _stamp(where, files), files.samples, files.results, notes=notes)
    if files.samples:
        yield one
    for task in missing:
        # A run without --log_samples still has its journal, beside the model's folder.
        kept = _journals(folder.parent / "generations")
        kept = [file for file in kept if (journal_stamp(file) or ("",))[0] == task]
        if len(list(folder.parent.glob("*/results_*.json"))) != 1 or not kept:
            raise UserError(
                f"{where}: made without --log_samples, so there is no response of {task} to "
                "rescore; name its generations_*.jsonl if there is one"
            )
        for journal in _newest(kept, model):
            yield replace(journal, model=model, stamp=one.stamp, results=files.results, notes=notes)
    for task in files.older:
        for older in sorted(folder.glob(f"samples_{task}_*.jsonl"), reverse=True):
            if older not in files.samples.values() and _TIME.search(older.name):
                for further in find_runs(older):
                    yield replace(one, stamp=_stamp(older, further), files=further.samples,
                                  results=further.results, alone=False, notes=())  # fmt: skip


def _newer_journal(files: RunFiles, journals: Path) -> Iterator[str]:
    """A run that was stopped while scoring leaves a journal younger than these samples."""
    for task, samples in files.samples.items():
        for journal in _journals(journals):
            named = journal_stamp(journal)
            if named and named[0] == task and _saved(journal) > _saved(samples):
                yield f"{journal.name} is newer than the samples; name it to rescore it"
                break


def _saved(path: Path) -> float:
    return path.stat().st_mtime


def _tasks(files: RunFiles) -> list[str]:
    return [task for task in files.tasks if task not in files.other_tasks]


def _stamp(path: Path, files: RunFiles) -> str:
    named = _TIME.search(path.name)
    if named:
        return named[1]
    date = seconds(files.results.get("date"))
    return UNKNOWN_TIME if date is None else file_stamp(date)


def _in_output(files: RunFiles, path: Path, output: Path) -> bool:
    where = files.results_path or next(iter(files.samples.values()))
    inside = output.resolve()
    return path.resolve() != where.resolve() and _under(where, inside) and not _under(path, inside)


def _under(path: Path, folder: Path) -> bool:
    resolved = path.resolve()
    return resolved == folder or folder in resolved.parents


def _journals(path: Path, output: Path | None = None) -> list[Path]:
    """Journals under a folder, the newest first."""
    if not path.is_dir():
        return []
    files = [file for file in path.rglob("generations_*.jsonl") if file.is_file()]
    if output is not None and not _under(path, output.resolve()):
        files = [file for file in files if not _under(file, output.resolve())]
    return sorted(files, key=lambda file: ((journal_stamp(file) or ("", ""))[1], file.name))[::-1]


def _newest(journals: Iterable[Path], model: str | None) -> Iterator[Found]:
    """The newest journal of each task in each folder counts; the others may be its shards."""
    seen: set[tuple[Path, str]] = set()
    for path in journals:
        task = (journal_stamp(path) or ("", ""))[0]
        yield replace(_journal(path, model), alone=(path.parent, task) not in seen)
        seen.add((path.parent, task))


def _journal(path: Path, model: str | None) -> Found:
    folder = path.resolve().parent
    name = folder.parent.name if folder.name == "generations" else folder.name
    stamp = (journal_stamp(path) or ("", UNKNOWN_TIME))[1]
    model = model or _model_in(path)
    notes = () if model else ("the journal does not say whose answers it holds; give --model-name",)
    named = model or f"unknown/{name or 'model'}"
    return Found(named, stamp, {"": path}, journal=True, notes=notes)


def _model_in(path: Path) -> str | None:
    """The model's name by the first row; every row has the same."""
    name = _first_row(path).get("model")
    return name if isinstance(name, str) and name.strip() else None


def _is_journal(path: Path) -> bool:
    if path.name.startswith(("samples_", "results_")) or path.suffix == ".json":
        return False
    if path.name.startswith("generations_"):
        return True
    first = _first_row(path)
    return "response" in first and "filtered_resps" not in first


def _first_row(path: Path) -> dict[str, Any]:
    """The object on the first line; empty where there is none."""
    try:
        with path.open("rb") as file:
            first = json.loads(file.readline(1_000_000).decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}
    return first if isinstance(first, dict) else {}
