"""The authors' released response table as one saved run per model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from stereo_ja.benchmark.stereotype import FORMATS, docs
from stereo_ja.errors import UserError
from stereo_ja.rescore.paper._cells import TableRow, cell, table_rows
from stereo_ja.rescore.paper._match import Unmatched, match
from stereo_ja.rescore.paper._published import CODES, published_model
from stereo_ja.runs._found import folder_name
from stereo_ja.runs._once import Once
from stereo_ja.runs._saved import SavedRow, SavedRun, SavedTask
from stereo_ja.version import TASK_VERSION

__all__ = ["TASK", "PaperModel", "PaperTable", "read_table"]

TASK = "ja_stereotype_paper"
"""The responses answer the authors' own wording of the prompts."""

STAMP = "2025-03-05T00-00-00"
"""The table has no dates: the day of the paper's second version."""


@dataclass
class PaperModel:
    """One model of the table."""

    called: str
    """Its name in the table."""
    rows: dict[str, SavedRow] = field(default_factory=dict)
    """Prompt id to the row."""
    codes: dict[str, int | None] = field(default_factory=dict)
    """Prompt id to the number in ``check``; None where there is none."""
    wrong_formats: int = 0
    """Rows whose ``format`` is not the format of their template."""
    unmatched: list[str] = field(default_factory=list)
    """``file:line: why`` for each row that belongs to no prompt."""
    from_text: int = 0
    """Rows whose response is ``text``, for want of ``before``."""

    @property
    def name(self) -> str:
        """The Hub's name, of the paper's models; else the table's name behind ``paper/``."""
        known = published_model(self.called)
        return known.name if known else f"paper/{self.called}"

    def run(self, file: str, problems: tuple[str, ...], notes: tuple[str, ...]) -> SavedRun:
        """The rows as a saved run, in the order of the benchmark."""
        rows = sorted(self.rows.values(), key=lambda row: row.position or 0)
        task = SavedTask(
            TASK, tuple(rows), (file,), (*problems, *self.unmatched), notes, TASK_VERSION
        )
        return SavedRun(self.name, folder_name(self.name), STAMP, self._results(), (task,))

    def _results(self) -> Mapping[str, Any]:
        known = published_model(self.called)
        generation = {"generation_kwargs": dict(known.generation)} if known else {}
        date = SavedRun("", "", STAMP, {}, ()).date
        return {
            "results": {}, "group_subtasks": {},
            "configs": {TASK: {"task": TASK, **generation, "repeats": 1}},
            "versions": {}, "n-shot": {}, "higher_is_better": {}, "n-samples": {},
            "config": {"model": "published responses", "model_args": {"pretrained": self.name}},
            "date": date, "lm_eval_version": None, "task_hashes": {},
            "model_source": "published responses",
            "model_name": self.name, "model_name_sanitized": folder_name(self.name),
        }  # fmt: skip


@dataclass(frozen=True)
class PaperTable:
    """What a table held."""

    path: Path
    models: tuple[PaperModel, ...]
    problems: tuple[str, ...]
    """``file:line: why`` for each row that could not be read or names no model."""
    repeated: tuple[str, ...]
    """What is to be said of rows that repeat a prompt."""

    def runs(self) -> list[SavedRun]:
        """One run per model."""
        # What belongs to no model is told once, with the first.
        return [
            model.run(
                self.path.name,
                self.problems if number == 0 else (),
                self.repeated if number == 0 else (),
            )
            for number, model in enumerate(self.models)
        ]


def read_table(path: Path) -> PaperTable:
    """Read the table; a row that cannot be used is named, and the others are kept.

    The response is ``before``, which is the response before the authors' preprocessing; ``text``
    is what that left, with markers cut off that a reader needs. ``text`` stands in where the
    table, or the row, has no ``before``. A row without either is an empty answer if it has a code,
    and else was not generated. The format is that of the template, because the table's own labels
    are wrong for half of the rows.

    Raises:
        UserError: The file cannot be read, or no row of it belongs to the benchmark.
    """
    problems: list[str] = []
    models: dict[str, PaperModel] = {}
    once = Once(path.name)
    for row in table_rows(path, problems):
        called = cell(row, "model")
        if called is None:
            problems.append(f"{path.name}:{row.line}: the model is blank")
            continue
        model = models.setdefault(_key(called), PaperModel(called.strip()))
        try:
            _add(model, row, once)
        except Unmatched as error:
            model.unmatched.append(f"{path.name}:{row.line}: {error}")
    found = tuple(model for model in models.values() if model.rows)
    if not found:
        first = [*problems, *(line for model in models.values() for line in model.unmatched)][:1]
        why = f"; the first problem is {first[0]}" if first else ""
        raise UserError(f"{path}: no row of it belongs to a prompt of the benchmark{why}")
    return PaperTable(path, found, tuple(problems), once.notes())


def _add(model: PaperModel, row: TableRow, once: Once) -> None:
    doc = match(cell(row, "group"), cell(row, "template"))
    raw, text = cell(row, "before"), cell(row, "text")
    code = _code(row)
    response = text if raw is None else raw
    if response is None and code is not None:
        response = ""  # the authors judged it, so there was an answer: an empty one
    if not once.first((_key(model.called), doc["id"]), row.line, (response, code)):
        return
    if _format(cell(row, "format")) != doc["format"]:
        model.wrong_formats += 1
    model.from_text += raw is None and text is not None
    model.codes[doc["id"]] = code
    # The authors' wording around the stem is not in the table, and ours was not asked.
    asked = {key: value for key, value in doc.items() if key != "prompt"}
    model.rows[doc["id"]] = SavedRow(_positions()[doc["id"]], asked, (response,), None)


@cache
def _positions() -> dict[str, int]:
    return {doc["id"]: number for number, doc in enumerate(docs())}


def _key(model: str) -> str:
    known = published_model(model)
    return known.name if known else model.strip()


def _code(row: TableRow) -> int | None:
    text = cell(row, "check")
    try:
        number = float(text) if text is not None else -1.0
    except ValueError:
        return None
    return int(number) if number in CODES else None


def _format(text: str | None) -> str | None:
    words = "_".join((text or "").lower().replace("-", " ").replace("_", " ").split())
    return next((name for name in FORMATS if words in (name, name.split("_")[0])), None)
