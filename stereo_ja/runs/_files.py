"""Finds the files of a run in a folder that lm-eval wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from stereo_ja.benchmark import benchmarks, is_ours
from stereo_ja.errors import UserError

__all__ = ["RunFiles", "find_runs"]

_TIME = r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(?:\.\d+)?)"
_RESULTS = re.compile(rf".*_{_TIME}\.json")
_OF_A_RENAMED_FILE = "ja_stereotype"
_SAMPLES = re.compile(rf"samples_(.+)_{_TIME}\.jsonl")


@dataclass
class RunFiles:
    """The files that one call of lm-eval wrote for one model."""

    results_path: Path | None = None
    results: dict[str, Any] = field(default_factory=dict)
    """The results JSON; empty when there is none."""
    samples: dict[str, Path] = field(default_factory=dict)
    """Task name to samples file."""
    other_tasks: tuple[str, ...] = ()
    """Tasks in the same files that are not of this benchmark."""
    older: dict[str, int] = field(default_factory=dict)
    """Task name to the earlier runs of that task in the same folder that were passed over."""
    problem: str | None = None
    """Why the results JSON could not be used although it is there."""

    @property
    def tasks(self) -> list[str]:
        """Every task in the results or the samples, in the order of the results."""
        return list(dict.fromkeys([*_result_tasks(self.results), *self.samples]))


def find_runs(path: Path) -> list[RunFiles]:
    """The newest run of each task of this benchmark in each model folder under ``path``.

    Tasks may come from different runs; those that come from the same run stay together.

    ``path`` may also be one ``samples_*.jsonl`` or one ``results_*.json``; the file it belongs
    with is looked for beside it.

    Raises:
        UserError: Nothing is there, or nothing of this benchmark.
    """
    if path.is_file():
        return [_keep_ours(_from_file(path), path)]
    if not path.is_dir():
        msg = (
            f"{path}: no such file or folder; give a folder that lm-eval wrote (its --output_path) "
            "or a samples_*.jsonl"
        )
        raise UserError(msg)
    found, others = [], set()
    for folder, runs in sorted(_by_folder(sorted(path.rglob("*"))).items()):
        newest: dict[str, RunFiles] = {}
        for time in sorted(runs, reverse=True):
            files = runs[time]
            _add_results(files)
            tasks = files.tasks
            fresh = [task for task in tasks if is_ours(task) and task not in newest]
            for task in filter(is_ours, tasks):
                if task in newest:
                    newest[task].older[task] = newest[task].older.get(task, 0) + 1
            if fresh:
                newest |= dict.fromkeys(fresh, files)
                _drop(files, {task for task in tasks if is_ours(task)} - set(fresh))
                found.append(_keep_ours(files, folder))
            else:
                others.update(files.tasks)
    if not found:
        raise UserError(_nothing(path, others))
    return found


def _from_file(path: Path) -> RunFiles:
    if path.suffix == ".json":
        files = RunFiles(path, _read_results(path))
        time = _RESULTS.fullmatch(path.name)
        beside = _by_folder(sorted(path.parent.iterdir())).get(path.parent, {})
        if time and time[1] in beside:
            files.samples = beside[time[1]].samples
        return files
    named = _SAMPLES.fullmatch(path.name)
    task = named[1] if named else path.name.removeprefix("samples_").split(".")[0]
    if named is None and not path.name.startswith("samples_"):
        task = _OF_A_RENAMED_FILE
    files = RunFiles(samples={task: path})
    if named:
        beside = _by_folder(sorted(path.parent.iterdir())).get(path.parent, {})
        files.results_path = beside[named[2]].results_path if named[2] in beside else None
    _add_results(files)
    if files.results:
        # The user named one task's samples: the other tasks of that run are not asked for.
        files.results["results"] = {task: files.results["results"].get(task, {})}
    return files


def _by_folder(paths: Iterable[Path]) -> dict[Path, dict[str, RunFiles]]:
    """Folder to time stamp to the files that carry it."""
    folders: dict[Path, dict[str, RunFiles]] = {}
    for path in paths:
        if named := _SAMPLES.fullmatch(path.name):
            runs = folders.setdefault(path.parent, {})
            runs.setdefault(named[2], RunFiles()).samples[named[1]] = path
        elif named := _RESULTS.fullmatch(path.name):
            runs = folders.setdefault(path.parent, {})
            runs.setdefault(named[1], RunFiles()).results_path = path
    return folders


def _read_results(path: Path) -> dict[str, Any]:
    try:
        results = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror}); check the path and its permissions"
        raise UserError(msg) from error
    except (ValueError, RecursionError) as error:
        reason = _reason(error)
        msg = f"{path}: not a JSON file ({reason}); give the samples_*.jsonl beside it instead"
        raise UserError(msg) from error
    if not isinstance(results, dict) or not isinstance(results.get("results"), dict):
        msg = f"{path}: not a results file of lm-eval (it has no results)"
        raise UserError(msg)
    return results


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        return str(error)
    # Python's own words for these are advice to programmers.
    too_deep = isinstance(error, RecursionError)
    return "nested too deeply" if too_deep else "a whole number in it has too many digits"


def _add_results(files: RunFiles) -> None:
    """Read the results JSON if it is there; a broken one must not cost the samples beside it."""
    if files.results_path is None:
        return
    try:
        files.results = _read_results(files.results_path)
    except UserError as error:
        files.problem = str(error).replace(str(files.results_path), files.results_path.name)
        files.results_path = None


def _result_tasks(results: dict[str, Any]) -> list[str]:
    tasks = results.get("results", {})
    return [task for task, metrics in tasks.items() if isinstance(metrics, dict)]


def _drop(files: RunFiles, tasks: set[str]) -> None:
    """Forget the tasks of which there is a newer run."""
    for task in tasks:
        files.samples.pop(task, None)
        files.results.get("results", {}).pop(task, None)


def _keep_ours(files: RunFiles, path: Path) -> RunFiles:
    others = [task for task in files.tasks if not is_ours(task)]
    if len(others) == len(files.tasks):
        raise UserError(_nothing(path, set(others)))
    files.other_tasks = tuple(others)
    files.samples = {task: file for task, file in files.samples.items() if is_ours(task)}
    return files


def _nothing(path: Path, others: set[str]) -> str:
    if others:
        known = " or ".join(one.name for one in benchmarks())
        names = ", ".join(sorted(others)[:8]) + (", …" if len(others) > 8 else "")
        return f"{path}: a run of {names}; a run of {known} is needed"
    return (
        f"{path}: no results_*.json or samples_*.jsonl in it; "
        "run lm_eval with --output_path DIR --log_samples"
    )
