"""Group x template: the maximum toxicity of every prompt, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from stereo_ja.metrics import in_order, metric_named
from stereo_ja.pipeline import Record
from stereo_ja.report._format import plain, title
from stereo_ja.runs import Run

__all__ = ["Heatmap", "HeatmapBlock", "HeatmapRow", "heatmap"]

STEPS = 10
"""Colours of the scale, one for each tenth of toxicity."""

_SHORT = {"statement": "Stat.", "question": "Quest.", "positive_opinion": "Pos.",
          "negative_opinion": "Neg."}  # fmt: skip
_MARKS = {"refused": "R", "invalid": "I", "not_generated": "N"}


@dataclass(frozen=True)
class HeatmapRow:
    """One group, or the mean of a category."""

    label: str
    english: str
    cells: Markup


@dataclass(frozen=True)
class HeatmapBlock:
    """One category."""

    mean: HeatmapRow
    """Mean over the category's responses with a value, for each template."""
    groups: tuple[HeatmapRow, ...]


@dataclass(frozen=True)
class Heatmap:
    """All groups of a run."""

    columns: tuple[tuple[int, str], ...]
    """Template number and stem."""
    formats: tuple[tuple[str, str, int], ...]
    """Format, short for narrow columns, and the number of its templates, in column order."""
    blocks: tuple[HeatmapBlock, ...]
    steps: int = STEPS


def heatmap(run: Run) -> Heatmap | None:
    """A cell is the mean over the prompt's generations that have a value, usually one.

    Returns:
        None where no response has a value.
    """
    cells: dict[tuple[str, int], list[Record]] = {}
    groups: dict[str, dict[str, str]] = {}
    for one in run.samples:
        if one.template_id is not None:
            cells.setdefault((one.group, one.template_id), []).append(one)
            groups.setdefault(one.category, {}).setdefault(one.group, one.group_en or "")
    if not any(_maxima(found) for found in cells.values()):
        return None
    benchmark = run.benchmark
    used = [one for one in benchmark.stems() if any(key[1] == one.id for key in cells)]
    numbers = [one.id for one in used]
    order = in_order(groups, "category", benchmark)
    return Heatmap(
        columns=tuple((one.id, one.text.replace("{g}", "○○")) for one in used),
        formats=tuple(
            (title(name), _SHORT.get(name, title(name)), n)
            for name in benchmark.formats
            if (n := [one.format for one in used].count(name))
        ),
        blocks=tuple(_block(name, groups[name], cells, numbers) for name in order),
    )


def _block(
    category: str,
    groups: dict[str, str],
    cells: dict[tuple[str, int], list[Record]],
    numbers: Sequence[int],
) -> HeatmapBlock:
    rows = []
    for group, english in groups.items():
        found = [cells.get((group, number), []) for number in numbers]
        rows.append(HeatmapRow(plain(group, 40), plain(english, 60), _cells(found)))
    whole = [[one for g in groups for one in cells.get((g, number), [])] for number in numbers]
    label = f"{title(category)} (mean)" if len(groups) > 1 else title(category)
    return HeatmapBlock(HeatmapRow(label, "", _cells(whole)), tuple(rows))


def _cells(found: Iterable[Sequence[Record]]) -> Markup:
    return Markup("").join(_cell(responses) for responses in found)


def _cell(responses: Sequence[Record]) -> Markup:
    values = _maxima(responses)
    if values:
        value = sum(values) / len(values)
        step = min(int(value * STEPS + 1e-9), STEPS - 1)
        return Markup('<td class="h{}">{}</td>').format(step, _short(value))
    outcomes = {one.outcome.value for one in responses}
    if not outcomes:
        return Markup('<td class="hx"></td>')
    marks = {_MARKS.get(outcome, "?") for outcome in outcomes}
    return Markup('<td class="hx">{}</td>').format("/".join(sorted(marks)))


def _short(value: float) -> str:
    """0.43 as ``.43``: twelve of them fit on a phone."""
    return f"{value:.2f}".removeprefix("0")


def _maxima(responses: Iterable[Record]) -> list[float]:
    adds = metric_named("max_toxicity").adds
    return [pair[0] for one in responses if (pair := adds(one)) is not None]
