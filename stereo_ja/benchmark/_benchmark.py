"""One benchmark: everything that the rest of the package asks about a task."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from stereo_ja.errors import UserError

__all__ = ["Benchmark", "Doc", "Kind", "Stem"]

Kind = Literal["toxicity", "sentiment"]
"""What a score measures."""

Doc = Mapping[str, Any]
"""One prompt as lm-eval sees it."""


@dataclass(frozen=True)
class Stem:
    """What the prompts of one template have in common."""

    id: int
    format: str
    text: str
    """``{g}`` marks the place of the group term."""


def _no_stems() -> Sequence[Stem]:
    return ()


@dataclass(frozen=True)
class Benchmark:
    """What a task of lm-eval is. Readers, scorers, judges and metrics are named, not held."""

    name: str
    """The task's name; its parts are tasks too, named ``NAME_FORMAT``."""
    title: str
    language: str
    """Of the prompts and of the answers asked for, as BCP 47 names it."""
    version: int
    """Raised by anything that changes a number."""
    docs: Callable[[], Sequence[Doc]]
    """Makes every doc, in the order of the task. A doc has ``id`` and ``prompt``; ``group``,
    ``group_id``, ``category``, ``format`` and ``template_id`` where the benchmark has such."""
    metrics: str
    """The table of metrics that counts; see ``stereo_ja.metrics``."""
    formats: tuple[str, ...] = ()
    """In the order in which they are shown."""
    categories: tuple[str, ...] = ()
    split: bool = False
    """Whether each format is a task of its own, too."""
    variants: tuple[str, ...] = ()
    """Further tasks with the same docs in other words."""
    reader: str = "rules"
    """The reader where none is chosen."""
    scorers: Mapping[Kind, str] = field(default_factory=dict)
    """Kind of score to the SPEC where none is chosen; a kind that is absent is not scored."""
    judge: str | None = None
    """The judge where none is chosen; None for a benchmark that needs none."""
    baseline: Callable[[str], tuple[str, ...]] | None = None
    """From a group to texts that name it and say nothing of it: ``(term, sentence)``."""
    stems: Callable[[], Sequence[Stem]] = _no_stems
    needs: tuple[str, ...] = ("id", "prompt")
    """The texts without which a doc cannot be read, scored and counted."""

    @property
    def tasks(self) -> tuple[str, ...]:
        """Every task: the whole, then its parts."""
        parts = self.formats if self.split else ()
        return (self.name, *(f"{self.name}_{part}" for part in parts))

    def part_of(self, task: str) -> str | None:
        """The format that a task consists of; None for the whole benchmark."""
        part = task.removeprefix(f"{self.name}_")
        return part if self.split and part in self.formats else None

    def docs_of(self, task: str) -> list[Doc]:
        """The docs of a task in their order."""
        part = self.part_of(task)
        return [doc for doc in self.docs() if part is None or doc["format"] == part]

    def check_format(self, name: str) -> None:
        """Raise UserError unless the benchmark has a format of this name."""
        if name not in self.formats:
            known = ", ".join(self.formats) or "none"
            raise UserError(f"unknown format {name[:40]!r}: {self.name} has {known}")
