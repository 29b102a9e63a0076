"""The parts of ``stereo-ja compare`` after the tests: what changed most, and the plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from stereo_ja.cli._table import shortened, table, visible
from stereo_ja.cli._values import number, signed

if TYPE_CHECKING:
    from stereo_ja.compare import Comparison, PlanRow

__all__ = ["changes_text", "plan_text"]


def changes_text(found: Comparison) -> Iterator[str]:
    """The prompts and groups furthest apart, for every pair and metric."""
    first = True
    for (a, b, metric), groups in groupby(
        found.differing_groups, key=lambda row: (row.a, row.b, row.metric)
    ):
        yield from () if first else ("",)
        first = False
        yield visible(f"groups furthest apart in {metric}, {a} against {b}:")
        yield from table(
            ["group", "id", "n", shortened(a), shortened(b), "difference"],
            [
                [row.group, row.group_id, str(row.n), number(row.value_a), number(row.value_b),
                 signed(row.difference)]
                for row in groups
            ],
            numbers=(2, 3, 4, 5),
        )  # fmt: skip
    for (a, b, metric), prompts in groupby(
        found.differing_prompts, key=lambda row: (row.a, row.b, row.metric)
    ):
        yield from () if first else ("",)
        first = False
        yield visible(f"prompts furthest apart in {metric}, {a} against {b}:")
        yield from table(
            ["group", "id", "format", shortened(a), shortened(b), "difference"],
            [
                [row.group, row.id, row.format, number(row.value_a), number(row.value_b),
                 signed(row.difference)]
                for row in prompts
            ],
            numbers=(3, 4, 5),
        )  # fmt: skip


def plan_text(found: Comparison) -> Iterator[str]:
    """What it takes to see a smaller difference."""
    if not found.plans:
        return
    gap = next((row.plan.gap for row in found.plans if row.plan), None)
    if gap is not None:
        yield f"to see a difference of {gap:g} (80 % power at 5 %), changing one thing alone:"
    yield from table(
        ["runs", "metric", "power now", "seen now", "groups", "templates", "generations"],
        [_plan_cells(row) for row in found.plans],
        numbers=(2, 3),
    )
    yield (
        '"seen now" is the smallest difference that the present design sees; '
        '"no" means that no number of it is enough'
    )
    if any(row.plan and row.within is None for row in found.plans):
        yield (
            "one generation per prompt cannot tell chance from lasting differences: "
            "at least so many generations, perhaps no number of them"
        )


def _plan_cells(row: PlanRow) -> list[str]:
    runs = row.a if row.b is None else f"{row.a}, {row.b}"
    runs += f" ({row.assumption})" if row.assumption else ""
    if row.plan is None:
        return [runs, row.metric, "-", "-", row.why or "", "", ""]
    cells = []
    for need in row.plan.needs:
        unsure = need.lever == "repeats" and row.within is None and need.needed != 1
        least = "at least " if unsure and need.needed is not None else ""
        needed = "no" if need.needed is None else f"{least}{need.needed:,}"
        cells.append(f"{needed} (now {need.present:,})")
    return [runs, row.metric, f"{row.plan.power:.2f}", number(row.plan.detectable), *cells]
