"""Reads a journal of generations, which is all that a run stopped while scoring leaves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stereo_ja.analysis._files import is_ours
from stereo_ja.rescore._doc import check_doc
from stereo_ja.rescore._lines import BadLine, objects
from stereo_ja.rescore._once import Once
from stereo_ja.rescore._saved import SavedRow, SavedTask
from stereo_ja.stimuli import FORMATS, docs

__all__ = ["format_of", "read_journal"]

_BESIDE_THE_DOC = ("task", "task_version", "model", "repeat", "response")


def read_journal(path: Path) -> SavedTask:
    """Read every generation; docs in the order of the benchmark, generations in theirs.

    With uneven data-parallel shards one doc of a rank was asked more often than the others;
    as in the run itself, the generations that every doc has are the ones that count.

    Raises:
        UserError: The file cannot be read.
    """
    problems: list[str] = []
    once = Once(path.name)
    found: dict[str, tuple[dict[str, Any], dict[int, str | None]]] = {}
    task, version = "", None
    for number, line in objects(path, problems):
        try:
            _check(line)
            if task and line["task"] != task:
                raise BadLine(f"task is {line['task']!r:.40} in a journal of {task}")
        except BadLine as error:
            problems.append(f"{path.name}:{number}: {error}")
            continue
        task, version = line["task"], line.get("task_version")
        doc = {key: value for key, value in line.items() if key not in _BESIDE_THE_DOC}
        if once.first((line["id"], line["repeat"]), number, line["response"]):
            found.setdefault(line["id"], (doc, {}))[1][line["repeat"]] = line["response"]
    order = {doc["id"]: position for position, doc in enumerate(docs(format_of(task)))}
    repeats = min((len(answers) for _, answers in found.values()), default=0)
    rows = [
        SavedRow(
            position=order.get(key),
            doc=doc,
            responses=tuple(answers[repeat] for repeat in sorted(answers))[:repeats],
            records=None,
        )
        for key, (doc, answers) in found.items()
    ]
    rows.sort(key=lambda row: len(order) if row.position is None else row.position)
    return SavedTask(
        task,
        tuple(rows),
        files=(path.name,),
        problems=tuple(problems),
        notes=once.notes(),
        version=version if isinstance(version, int | float) else None,
    )


def format_of(task: str) -> str | None:
    """The format whose docs a task consists of; None for the whole benchmark."""
    part = task.removeprefix("ja_stereotype_")
    return part if part in FORMATS else None


def _check(line: Mapping[str, Any]) -> None:
    task = line.get("task")
    if not isinstance(task, str) or not is_ours(task) or not re.fullmatch(r"[A-Za-z0-9_]+", task):
        raise BadLine(f"task is {task!r:.40}, not one of this benchmark")
    check_doc(line)
    if not isinstance(line.get("repeat"), int):
        raise BadLine(f"repeat is {line.get('repeat')!r:.40}, not a number")
    if "response" not in line or not isinstance(line["response"], str | None):
        raise BadLine("no response, which is a text or null")
