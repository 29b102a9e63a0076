"""Reads a journal of generations, which is all that a run stopped while scoring leaves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stereo_ja.benchmark import benchmark_of
from stereo_ja.runs._lines import BadLine, objects
from stereo_ja.runs._once import Once
from stereo_ja.runs._samples import check_doc
from stereo_ja.runs._saved import SavedRow, SavedTask

__all__ = ["read_journal"]

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
            _check(line, task)
        except BadLine as error:
            problems.append(f"{path.name}:{number}: {error}")
            continue
        task, version = line["task"], line.get("task_version")
        doc = {key: value for key, value in line.items() if key not in _BESIDE_THE_DOC}
        if once.first((line["id"], line["repeat"]), number, line["response"]):
            found.setdefault(line["id"], (doc, {}))[1][line["repeat"]] = line["response"]
    benchmark = benchmark_of(task)
    ours = benchmark.docs_of(task) if benchmark else []
    order = {doc["id"]: position for position, doc in enumerate(ours)}
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


def _check(line: Mapping[str, Any], journal_of: str) -> None:
    """Refuse a line that says too little, or another task than those before it; BadLine."""
    task = line.get("task")
    benchmark = benchmark_of(task) if isinstance(task, str) else None
    if benchmark is None or not re.fullmatch(r"[A-Za-z0-9_]+", str(task)):
        raise BadLine(f"task is {task!r:.40}, not one of this benchmark")
    check_doc(line, benchmark)
    if benchmark.formats and line["format"] not in benchmark.formats:
        known = ", ".join(benchmark.formats)
        raise BadLine(f"format is {line['format']!r:.40}, not one of {known}")
    if not isinstance(line.get("repeat"), int):
        raise BadLine(f"repeat is {line.get('repeat')!r:.40}, not a number")
    if "response" not in line or not isinstance(line["response"], str | None):
        raise BadLine("no response, which is a text or null")
    if journal_of and task != journal_of:
        raise BadLine(f"task is {task!r:.40} in a journal of {journal_of}")
