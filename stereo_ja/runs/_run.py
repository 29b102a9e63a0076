"""Loads runs: what lm-eval wrote, as one object per model and task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from stereo_ja.benchmark import Benchmark, benchmark_named
from stereo_ja.errors import UserError
from stereo_ja.metrics import COVERAGE_FLOOR, Coverage, coverage_of
from stereo_ja.pipeline import Record
from stereo_ja.runs._files import RunFiles, find_runs
from stereo_ja.runs._samples import read_samples
from stereo_ja.runs._saved import SavedTask
from stereo_ja.runs._settings import Settings, read_settings, shown_model
from stereo_ja.scoring import Kind

__all__ = ["Run", "load_runs"]


_last = 1 << 62
"""The place of a sample that does not say which it is."""


@dataclass(frozen=True)
class Run:
    """One task of one run."""

    name: str
    """Short and unique among the runs loaded together."""
    model: str
    task: str
    task_version: str | None
    results: Mapping[str, tuple[float | None, float | None]]
    """Metric to ``(value, standard error)`` as the harness recorded them; empty without a
    results JSON. None is a value that could not be computed."""
    samples: tuple[Record, ...]
    """One row per generation; empty when the run was made without ``--log_samples``."""
    source: Path
    """The results JSON, or the samples file where there is none."""
    settings: Settings
    harness_version: str | None
    expected: int | None = None
    """Prompts the harness evaluated, by its own count."""
    total: int | None = None
    """Prompts the task has."""
    unreadable: tuple[str, ...] = ()
    """``file:line: what is wrong`` for each line of the samples that was left out."""
    notes: tuple[str, ...] = ()
    """What else a reader of the numbers should know about how the files were found."""

    @property
    def prompts(self) -> int:
        """Distinct prompts in the samples."""
        return len({response.id for response in self.samples})

    @property
    def benchmark(self) -> Benchmark:
        """What was asked."""
        return benchmark_named(self.task)

    @property
    def floor(self) -> float:
        """Share of scored options from which on the run's means may be published."""
        chosen = self.settings.coverage_floor
        return COVERAGE_FLOOR if chosen is None else chosen

    def coverage(self, kind: Kind) -> Coverage:
        """Coverage over all valid responses, against the run's own floor."""
        return coverage_of(self.samples, kind, self.floor)


def load_runs(paths: Iterable[str | Path]) -> list[Run]:
    """Load every run of this benchmark found under ``paths``, in the order given.

    Args:
        paths: Folders that lm-eval wrote (searched recursively; in each model folder the newest
            run of each task counts), ``samples_*.jsonl`` files or ``results_*.json`` files.

    Returns:
        One Run per model and task.

    Raises:
        UserError: A path does not exist or holds no run of this benchmark.
    """
    runs: list[Run] = []
    for path in dict.fromkeys(Path(path) for path in paths):
        for files in find_runs(path):
            ours = [task for task in files.tasks if task not in files.other_tasks]
            runs.extend(_load(files, task) for task in ours)
    return _with_unique_names(runs)


def _load(files: RunFiles, task: str) -> Run:
    path = files.samples.get(task)
    samples = _samples(path, task) if path else SavedTask(task, (), ())
    rows = sorted(samples.rows, key=lambda row: _last if row.position is None else row.position)
    records = tuple(record for row in rows for record in row.records or ())
    results = _metrics(files.results.get("results", {}).get(task, {}))
    if not records and not results:
        where = path or files.results_path
        msg = f"{where}: no result for {task} and no readable sample"
        msg += f"; the first problem is {samples.problems[0]}" if samples.problems else ""
        raise UserError(msg)
    source = files.results_path or path
    assert source is not None  # one of the two named the task
    model = files.results.get("model_name")
    folder = source.resolve().parent.name
    model = shown_model(model if isinstance(model, str) and model else folder.replace("__", "/"))
    counts = files.results.get("n-samples", {}).get(task, {})
    version = files.results.get("versions", {}).get(task)
    return Run(
        name=_short(model),
        model=model,
        task=task,
        task_version=None if version is None else f"{version:g}" if _number(version) else None,
        results=results,
        samples=records,
        source=source,
        settings=read_settings(files.results, task),
        harness_version=_text_or_none(files.results.get("lm_eval_version")),
        expected=_count(counts, "effective"),
        total=_count(counts, "original"),
        unreadable=samples.problems,
        notes=tuple(_notes(files, samples, task)),
    )


def _metrics(entry: Mapping[str, Any]) -> dict[str, tuple[float | None, float | None]]:
    """``{"m,none": v, "m_stderr,none": e}`` as ``{"m": (v, e)}``; ``"N/A"`` and NaN are None."""
    metrics: dict[str, tuple[float | None, float | None]] = {}
    for key, value in entry.items():
        name, comma, filter_name = key.rpartition(",")
        if not comma or name.endswith("_stderr") or name in metrics:
            continue
        if value is None or isinstance(value, str) or _number(value):
            stderr = entry.get(f"{name}_stderr,{filter_name}")
            metrics[name] = (_finite(value), _finite(stderr))
    return metrics


def _samples(path: Path, task: str) -> SavedTask:
    found = read_samples(path, task, benchmark_named(task), anew=False)
    if found.empty:
        msg = f"{path}: the file is empty; was the run stopped before its samples were written?"
        raise UserError(msg)
    return found


def _notes(files: RunFiles, samples: SavedTask, task: str) -> list[str]:
    notes = []
    if files.problem:
        notes.append(f"The results JSON was not used. {files.problem}")
    if samples.repeated:
        notes.append(
            f"Lines of the samples that repeat the prompt of an earlier line, left out: "
            f"{samples.repeated}."
        )
    if older := files.older.get(task):
        notes.append(f"Earlier runs of this task in the same folder, not read: {older}.")
    if files.other_tasks:
        names = ", ".join(files.other_tasks)
        notes.append(f"The same run holds other tasks, which are not reported here: {names}.")
    return notes


def _short(model: str) -> str:
    """``org/name`` as ``name``; of a path two parts, because folders are often called the same."""
    parts = [part for part in model.replace("\\", "/").split("/") if part]
    return "/".join(parts[-1:] if len(parts) <= 2 else parts[-2:]) or model


def _with_unique_names(runs: list[Run]) -> list[Run]:
    names = [run.name for run in runs]
    if len(set(names)) < len(names) and len({run.task for run in runs}) > 1:
        names = [f"{run.name} ({run.task})" for run in runs]
    seen: dict[str, int] = {}
    unique = []
    for run, name in zip(runs, names, strict=True):
        seen[name] = seen.get(name, 0) + 1
        unique.append(replace(run, name=name if seen[name] == 1 else f"{name} #{seen[name]}"))
    return unique


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _finite(value: object) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if abs(value) < float("inf") else None
    return None


def _count(counts: object, key: str) -> int | None:
    value = counts.get(key) if isinstance(counts, Mapping) else None
    return value if isinstance(value, int) else None


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
