"""A leaderboard as data. No value is None with a reason, never a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stereo_ja.runs import Run
from stereo_ja.scoring import Kind

__all__ = ["Apart", "Board", "Cell", "Row", "Share", "Table"]


@dataclass(frozen=True)
class Share:
    """How many options of valid responses one kind of score covers."""

    share: float | None
    """``scored / options``; None when nothing was there to score or nothing is recorded."""
    scored: int | None
    options: int | None
    """The denominator; None when only the harness's own share is known."""
    floor: float
    """Share from which on the means are publishable."""
    publishable: bool | None
    """None when nothing was there to score or nothing is recorded."""


@dataclass(frozen=True)
class Cell:
    """One metric of one run."""

    value: float | None
    """In the metric's unit; None where ``why_missing`` says so."""
    n: int | None
    """The denominator, in responses; None when only the harness's own value is known."""
    interval: tuple[float, float] | None
    """95 %."""
    interval_kind: str | None
    """What it is over, one of ``findings.IntervalKind``; None without one."""
    stderr: float | None = None
    """Standard error, over what ``interval_kind`` says."""
    df: float | None = None
    """Degrees of freedom of ``stderr``; None where they are not known."""
    groups_only: tuple[float, float] | None = None
    """95 %, these prompts only: other groups, the same templates."""
    bounds: tuple[float, float] | None = None
    """Where coverage is under the floor: best and worst case over all valid responses."""
    why_missing: str | None = None
    why_no_interval: str | None = None
    """Why there is a value and no interval."""


@dataclass(frozen=True)
class Row:
    """One run."""

    run: Run
    model: str
    """The model's name as it may be shown to anyone; of a local folder only its end."""
    facts: Mapping[str, str]
    """What must agree for runs to be comparable, and what is worth knowing, by name."""
    scorers: Mapping[Kind, tuple[str, ...]]
    """``toxicity`` and ``sentiment``: ``NAME @ REVISION`` of every scorer that left a score."""
    coverage: Mapping[Kind, Share]
    """``toxicity`` and ``sentiment``."""
    cells: Mapping[str, Cell]
    """Every metric of its task that is shown, in their order."""
    marks: tuple[str, ...]
    """What a reader must know before the numbers."""
    smoke: frozenset[Kind]
    """Kinds scored by the built-in word lists, which measure nothing."""
    rank: int | None = None
    """By the ``ranked_by`` of its table, on the prompts that all its ranked runs answered; runs not
    told apart share one. None where the run may have none, or ``Table.why_unranked`` says why."""
    rank_value: float | None = None
    """What it is ranked by: ``ranked_by`` on those prompts, a maximum at equal ``Table.rank_k``."""
    rank_chances: tuple[float, ...] = ()
    """Chance of rank 1, 2, …, were other groups and templates asked."""
    marginal_rank: int | None = None
    """By its own value of ``ranked_by``, over whatever it answered."""


@dataclass(frozen=True)
class Table:
    """Runs whose every number may be compared."""

    shared: Mapping[str, str]
    """The facts in which all rows agree."""
    ranked_by: str
    """The metric that orders the rows."""
    differing: tuple[str, ...]
    """Names of the facts in which they do not."""
    rows: tuple[Row, ...]
    rank_n: int = 0
    """Prompts that the ranks are over."""
    rank_k: int | None = None
    """Options of which the ranks take the expected maximum; None where they are by no maximum."""
    why_unranked: str | None = None


@dataclass(frozen=True)
class Apart:
    """Why two tables are two."""

    tables: tuple[int, int]
    """Their numbers, from 1."""
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Board:
    """All runs."""

    tables: tuple[Table, ...]
    apart: tuple[Apart, ...]
    draws: int
    seed: int

    @property
    def rows(self) -> list[Row]:
        """The rows of all tables, one after the other."""
        return [row for table in self.tables for row in table.rows]
