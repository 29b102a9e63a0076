"""Saved samples in, new results and samples out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from stereo_ja.benchmark import benchmark_named
from stereo_ja.metrics import COVERAGE_FLOOR, aggregate, doc_items, metrics_of
from stereo_ja.pipeline import KINDS, Record
from stereo_ja.rescore._choices import Choices
from stereo_ja.rescore._records import new_records
from stereo_ja.rescore._results import TaskNumbers, origin, results_of
from stereo_ja.rescore._sample_lines import sample_of, task_hash
from stereo_ja.runs import SavedRun, check_free, find_saved, load_saved, write_run
from stereo_ja.runs._saved import iso_time
from stereo_ja.scoring import Kind

__all__ = ["Rescored", "rescore", "rescore_run"]


@dataclass(frozen=True)
class Rescored:
    """One task of one run, written."""

    model: str
    task: str
    results_path: Path
    prompts: int
    responses: int
    metrics: Mapping[str, float | str | None]
    """Metric to value; None where it has none, or where coverage is below the floor."""
    options: int
    """Options of all valid responses."""
    unscored: Mapping[Kind, int]
    """Options with a failed score, whether it failed now or earlier or was never made."""
    failed: Mapping[Kind, int]
    """Of these the ones that a scorer chosen now could not score."""
    problems: tuple[str, ...]
    """``file:line: what is wrong`` for each line of the source that was left out."""
    notes: tuple[str, ...]


def rescore(
    paths: Iterable[str | Path],
    output: str | Path,
    choices: Choices,
    *,
    model: str | None = None,
) -> Iterator[Rescored]:
    """Read and score saved runs anew, one after another; each is written before the next is read.

    Without any choice the metrics are those of the run. What is chosen is done anew; the rest
    keeps its value: readings stay, and an option keeps the score that its text had. Responses
    that were never scored, in a journal of generations, get a run's defaults.

    Files go to ``output/<model>/results_<time>.json`` and ``samples_<task>_<time>.jsonl`` with the
    time of the source, so the same call writes the same bytes.

    Args:
        paths: See ``find_saved``.
        output: The folder for the new files.
        choices: What is to be done anew.
        model: The model's name, for journals, which do not hold it.

    Raises:
        UserError: A path or a choice cannot be used, or a file would be replaced that is not an
            earlier result of the same call.
        ScorerUnavailable: A chosen scorer cannot work here.
    """
    output = Path(output)
    found = find_saved(map(Path, paths), output=output, model=model)
    choices.check()
    for run in load_saved(found):
        yield from rescore_run(run, output, choices)


def rescore_run(run: SavedRun, output: Path, choices: Choices) -> list[Rescored]:
    """Read and score one run anew and write it. Arguments and errors as for ``rescore``."""
    folder = output / run.folder
    # Responses that were never read have nothing to keep.
    for_task = {
        task.name: choices.complete(benchmark_named(task.name))
        if any(row.records is None for row in task.rows)
        else choices
        for task in run.tasks
    }
    origins = {task.name: origin(task, for_task[task.name]) for task in run.tasks}
    check_free(folder, run.stamp, origins)
    date = iso_time(run.date)
    records = {
        task.name: new_records(task.rows, for_task[task.name], benchmark_named(task.name), date)
        for task in run.tasks
    }
    samples: dict[str, list[dict[str, Any]]] = {}
    numbers: dict[str, TaskNumbers] = {}
    for task in run.tasks:
        made, metrics = records[task.name], metrics_of(task.name)
        items = [
            doc_items(metrics, of_row, row.doc.get("coverage_floor", COVERAGE_FLOOR))
            for row, of_row in zip(task.rows, made, strict=True)
        ]
        samples[task.name] = [
            sample_of(row, position, of_row, of_doc)
            for position, (row, of_row, of_doc) in enumerate(
                zip(task.rows, made, items, strict=True)
            )
        ]
        numbers[task.name] = (aggregate(metrics, items), task_hash(samples[task.name]))
    path = write_run(folder, run.stamp, results_of(run, for_task, numbers), samples)
    return [
        _summary(run, number, path, for_task[task.name], numbers[task.name][0], records[task.name])
        for number, task in enumerate(run.tasks)
    ]


def _summary(
    run: SavedRun,
    number: int,
    path: Path,
    choices: Choices,
    metrics: Mapping[str, Any],
    records: list[list[Record]],
) -> Rescored:
    task = run.tasks[number]
    options = [option for record in chain(*records) for option in record.options]
    unscored = {
        kind: sum((score := option.score(kind)) is not None and score.status == "failed"
                  for option in options)
        for kind in KINDS
    }  # fmt: skip
    return Rescored(
        model=run.model,
        task=task.name,
        results_path=path,
        prompts=len(task.rows),
        responses=sum(len(row.responses) for row in task.rows),
        metrics=metrics,
        options=len(options),
        unscored=unscored,
        failed={kind: unscored[kind] if choices.spec(kind) else 0 for kind in KINDS},
        problems=task.problems,
        notes=task.notes,
    )
