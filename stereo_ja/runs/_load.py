"""Reads the files that were found and puts the shards of a run together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from stereo_ja.benchmark import benchmark_named
from stereo_ja.errors import UserError
from stereo_ja.runs._found import Found, folder_name, journal_stamp
from stereo_ja.runs._journal import read_journal
from stereo_ja.runs._samples import read_samples
from stereo_ja.runs._saved import SavedRun, SavedTask, stamped

__all__ = ["load_saved"]

_MINUTES = 10
"""Ranks write their journals right after they have waited for each other."""


def load_saved(found: Iterable[Found]) -> Iterator[SavedRun]:
    """Read every file; files of one model that share a task and no prompt become one run.

    They must also agree in how the responses were made. Where they do not, each is a run of its
    own if the user named it, and is passed over with a note if it only lay in the same folder.

    Raises:
        UserError: A file cannot be read or holds nothing that can be rescored.
    """
    models: dict[str, list[Found]] = {}
    for one in found:
        models.setdefault(one.model, []).append(one)
    for candidates in models.values():
        candidates.sort(key=lambda one: (one.stamp, str(list(one.files.values()))), reverse=True)
        # What counts by itself comes first, so that a mere candidate never takes its place.
        runs: list[_Parts] = []
        for one in sorted(candidates, key=lambda one: not one.alone):
            part = _read(one)
            into = next((run for run in runs if run.takes(part)), None)
            if into is not None:
                into.add(part)
            elif one.alone:
                runs.append(_Parts([part]))
            else:
                _pass_over(runs, part)
        yield from (run.joined() for run in runs)


@dataclass
class _Part:
    found: Found
    tasks: dict[str, SavedTask]


@dataclass
class _Parts:
    """Parts that are known to be of one run."""

    parts: list[_Part]

    def takes(self, other: _Part) -> bool:
        """Whether ``other`` can only be a further shard of this run."""
        one = self.parts[0].found
        if one.journal != other.found.journal or not _agree(one, other):
            return False
        shared = [(part, name) for part in self.parts for name in part.tasks if name in other.tasks]
        if any(_ids(part.tasks[name]) & _ids(other.tasks[name]) for part, name in shared):
            return False
        if not shared:  # format tasks, each with a journal of its own
            return one.journal
        named = one.alone and other.found.alone
        return not one.journal or named or all(_near(part, other) for part, _ in shared)

    def add(self, other: _Part) -> None:
        """Take a further shard."""
        self.parts.append(other)

    def joined(self) -> SavedRun:
        """All parts as one run."""
        first = self.parts[0].found
        tasks: dict[str, SavedTask] = {}
        for part in self.parts:
            for name, task in part.tasks.items():
                tasks[name] = _join(tasks[name], task) if name in tasks else task
        return SavedRun(
            model=first.model,
            folder=folder_name(first.model),
            stamp=first.stamp,
            results=_counted([part.found.results for part in self.parts]),
            tasks=tuple(tasks.values()),
        )


def _read(found: Found) -> _Part:
    tasks = {}
    for name, path in found.files.items():
        task = read_journal(path) if found.journal else _samples(name, path)
        if not task.rows:
            first = f"; the first problem is {task.problems[0]}" if task.problems else ""
            raise UserError(f"{path}: no response in it that can be rescored{first}")
        tasks[task.name] = replace(task, notes=(*found.notes, *task.notes))
    return _Part(found, tasks)


def _samples(name: str, path: Path) -> SavedTask:
    return read_samples(path, name, benchmark_named(name), anew=True)


def _ids(task: SavedTask) -> set[str]:
    return {row.id for row in task.rows}


def _agree(one: Found, other: _Part) -> bool:
    return all(
        _settings(one.results, task) == _settings(other.found.results, task) for task in other.tasks
    )


def _settings(results: Mapping[str, Any], task: str) -> tuple[Any, ...] | None:
    """How the responses were made and read; None where nothing is recorded."""
    if not results:
        return None
    configs, config = results.get("configs"), results.get("config")
    of_task = configs.get(task) if isinstance(configs, Mapping) else None
    of_task = of_task if isinstance(of_task, Mapping) else {}
    versions, metadata = results.get("versions"), of_task.get("metadata")
    return (
        versions.get(task) if isinstance(versions, Mapping) else None,
        of_task.get("generation_kwargs"),
        _chosen(metadata.get("stereo_ja") if isinstance(metadata, Mapping) else None),
        config.get("model_args") if isinstance(config, Mapping) else None,
        results.get("system_instruction_sha"),
        results.get("chat_template_sha"),
    )


def _chosen(choices: object) -> object:
    if not isinstance(choices, Mapping):
        return None
    return {key: value for key, value in choices.items() if key != "rescored"}


def _near(one: _Part, other: _Part) -> bool:
    times = []
    for part in (one, other):
        (path,) = part.found.files.values()
        named = journal_stamp(path)
        times.append(stamped(named[1] if named else part.found.stamp))
    if times[0] is None or times[1] is None:
        return False
    return abs((times[0] - times[1]).total_seconds()) <= 60 * _MINUTES


def _join(one: SavedTask, other: SavedTask) -> SavedTask:
    rows = [*one.rows, *other.rows]
    rows.sort(key=lambda row: len(rows) if row.position is None else row.position)
    return SavedTask(
        one.name,
        tuple(rows),
        files=(*one.files, *other.files),
        problems=(*one.problems, *other.problems),
        notes=(*one.notes, *other.notes),
        version=one.version,
    )


def _counted(results: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The newest results JSON, with the prompts of all shards counted together."""
    first = dict(results[0])
    every = [found["n-samples"] for found in results if isinstance(found.get("n-samples"), Mapping)]
    if len(every) < 2:
        return first
    first["n-samples"] = {
        task: {**counts, "effective": sum(_effective(one.get(task)) for one in every)}
        for task, counts in every[0].items()
        if isinstance(counts, Mapping)
    }
    return first


def _effective(counts: object) -> int:
    number = counts.get("effective") if isinstance(counts, Mapping) else None
    return number if isinstance(number, int) else 0


def _pass_over(runs: list[_Parts], part: _Part) -> None:
    for run in runs:
        for name, task in run.parts[0].tasks.items():
            if name in part.tasks:
                files = ", ".join(part.tasks[name].files)
                note = f"an earlier run in the same folder was not read: {files}"
                run.parts[0].tasks[name] = replace(task, notes=(*task.notes, note))
