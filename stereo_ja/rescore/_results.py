"""The new results JSON: the old one with its numbers and choices replaced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stereo_ja.benchmark import benchmark_named
from stereo_ja.metrics import COVERAGE_FLOOR, metrics_of
from stereo_ja.pipeline import KINDS
from stereo_ja.rescore._choices import Choices, judge_of, scorer_of
from stereo_ja.rescore._kept import KeptScores
from stereo_ja.rescore._redact import redacted
from stereo_ja.runs._saved import SavedRun, SavedTask
from stereo_ja.version import __version__

__all__ = ["TaskNumbers", "origin", "results_of"]

_OF_TASKS = (
    "results", "configs", "versions", "n-shot", "higher_is_better", "n-samples", "task_hashes",
)  # fmt: skip
"""Keys of a results JSON that hold one entry per task."""

TaskNumbers = tuple[Mapping[str, Any], str]
"""Metric to value as ``aggregate`` gives it, and lm-eval's hash of the task's samples."""


def results_of(
    run: SavedRun, choices: Mapping[str, Choices], numbers: Mapping[str, TaskNumbers]
) -> dict[str, Any]:
    """The results JSON of a rescored run.

    Args:
        run: What was saved. Of its results JSON everything stays that is not a number, a choice
            or another task's; without one, what is known is put in lm-eval's places.
        choices: Task to what was done anew.
        numbers: Task to its metrics and hash.
    """
    found = redacted(dict(run.results)) or _bare(run)
    entries = {key: _mapping(found.get(key)) for key in _OF_TASKS}
    for key in _OF_TASKS:
        found[key] = {}
    for task in run.tasks:
        name = task.name
        old = {key: entries[key].get(name) for key in _OF_TASKS}
        version = _version(task, choices[name], old["versions"])
        metrics, found["task_hashes"][name] = numbers[name]
        found["results"][name] = _entry(task, _mapping(old["results"]), metrics)
        found["configs"][name] = _config(task, _mapping(old["configs"]), choices[name], version)
        found["versions"][name] = version
        found["n-shot"][name] = old["n-shot"] or 0
        better = _higher_is_better(name)
        kept = {k: v for k, v in _mapping(old["higher_is_better"]).items() if k in better}
        found["higher_is_better"][name] = kept | better
        found["n-samples"][name] = old["n-samples"] or {
            "original": len(benchmark_named(name).docs_of(name)), "effective": len(task.rows),
        }  # fmt: skip
    found.pop("groups", None)
    found["group_subtasks"] = {}
    return found


def origin(task: SavedTask, choices: Choices) -> dict[str, Any]:
    """What is recorded under ``rescored``: from which files, by which version, what anew."""
    return {
        "from": list(task.files),
        "stereo_ja": __version__,
        "task_version": benchmark_named(task.name).version,
        "choices": {
            "reader": choices.reader,
            "toxicity": choices.toxicity,
            "sentiment": choices.sentiment,
            **({} if choices.judge is None else {"judge": choices.judge}),
        },
    }


def _entry(task: SavedTask, old: Mapping[str, Any], metrics: Mapping[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "name": old.get("name", task.name),
        "alias": old.get("alias", task.name),
        "sample_len": len(task.rows),
    }
    for metric, value in metrics.items():
        entry[f"{metric},none"] = value
        # As lm-eval does for every aggregation that is not its own; ours fills it in later.
        entry[f"{metric}_stderr,none"] = "N/A"
    return entry


def _config(
    task: SavedTask, old: Mapping[str, Any], choices: Choices, version: float
) -> dict[str, Any]:
    config = {"task": task.name, "output_type": "generate_until"} | dict(old)
    config.setdefault("repeats", max(len(row.responses) for row in task.rows))
    metadata = dict(_mapping(config.get("metadata")))
    before = _mapping(metadata.get("stereo_ja")) or _recorded(task)
    chosen = {**before, **_chosen(choices), "rescored": origin(task, choices)}
    if "rescored" in before:
        chosen["rescored"]["before"] = before["rescored"]
    for key in ("reader", "judge", *KINDS):
        if key in metadata and key in chosen:  # what --metadata said no longer holds
            metadata[key] = chosen[key]
    return config | {"metadata": metadata | {"version": version, "stereo_ja": chosen}}


def _chosen(choices: Choices) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if choices.reader is not None:
        found["reader"] = choices.reader
    for kind in KINDS:
        spec = choices.spec(kind)
        if spec is not None:
            found |= {kind: spec, f"{kind}_revision": scorer_of(kind, spec).revision}
    if choices.judge is not None:
        found |= {"judge": choices.judge, "judge_revision": judge_of(choices.judge).revision}
    return found


def _higher_is_better(task: str) -> dict[str, bool | None]:
    """As lm-eval takes it from the task file, which has an entry for each standard error."""
    found: dict[str, bool | None] = {}
    for metric in metrics_of(task):
        found |= {metric.name: metric.higher_is_better, f"{metric.name}_stderr": None}
    return found


def _recorded(task: SavedTask) -> dict[str, Any]:
    """The choices as far as docs and scores tell, for a run without a results JSON."""
    found: dict[str, Any] = {
        "coverage_floor": task.rows[0].doc.get("coverage_floor", COVERAGE_FLOOR)
    }
    for kind in KINDS:
        kept = KeptScores(kind, (one for row in task.rows for one in row.records or ()), "")
        if kept.scorer is not None:
            found |= {kind: kept.scorer, f"{kind}_revision": kept.revision}
    return found


def _version(task: SavedTask, choices: Choices, recorded: object) -> float:
    """The task version: this one if prompts and readings are of this one, else the run's own."""
    benchmark = benchmark_named(task.name)
    if choices.reader is not None:
        ours = {doc["id"]: doc["prompt"] for doc in benchmark.docs()}
        if all(row.doc.get("prompt") == ours.get(row.id) for row in task.rows):
            return benchmark.version
    for version in (recorded, task.version):
        if isinstance(version, int | float) and not isinstance(version, bool):
            return version
    return benchmark.version


def _bare(run: SavedRun) -> dict[str, Any]:
    return {
        **dict.fromkeys(("results", "group_subtasks", "configs", "versions", "n-shot",
                         "higher_is_better", "n-samples")),
        "config": {"model": None, "model_args": {}},
        "date": run.date,
        "lm_eval_version": None,
        "task_hashes": None,
        "model_source": None,
        "model_name": run.model,
        "model_name_sanitized": run.folder,
    }  # fmt: skip


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
