"""A check of a table in words."""

from __future__ import annotations

from collections.abc import Iterator

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.rescore.paper._check import ModelCheck, TableCheck
from stereo_ja.rescore.paper._published import CLASSES

__all__ = ["lines_of"]

_READ = (*CLASSES, "not_generated")
_SHOWN = 5
"""Pairs of differing codes that are named."""


def lines_of(check: TableCheck) -> list[str]:
    """What was found, for each model and then in all."""
    lines = [line for model in check.models for line in _model(model)]
    if check.contradicts_the_paper:
        lines.append("\nThe table is complete, and its counts are NOT the published ones.")
    elif check.complete:
        lines.append("\nThe table is complete, and its counts are the published ones.")
    else:
        total = 3 * len(docs())
        rows = sum(model.rows for model in check.models if model.published)
        lines.append(
            f"\nThe table is not complete ({rows} of {total} responses of the paper's models), so "
            "its counts say nothing about the published ones."
        )
    return lines


def _model(model: ModelCheck) -> Iterator[str]:
    total = len(docs())
    yield f"\n{model.name}: {model.rows} of {total} prompts, unmatched rows {model.unmatched}"
    yield f"  invalid/refused/valid by the table's codes  {_slashed(model.counts)}"
    if model.no_code:
        yield f"  rows without a code                         {model.no_code}"
    if model.published:
        published = _slashed(model.published)
        verdict = "agrees" if model.agrees else "differs"
        if not model.agrees and not model.complete:
            verdict = "cannot agree, prompts are missing"
        yield f"  published by the paper                      {published}: {verdict}"
    yield f"  format labels other than the template's     {model.wrong_formats}"
    if model.from_text:
        yield f"  responses from `text`, no `before` there    {model.from_text}"
    yield "  class by the table's codes (down), by this reader `paper` (across)"
    yield f"    {'':<10}" + "".join(f"{name:>15}" for name in _READ)
    for name in CLASSES:
        cells = "".join(f"{model.confusion[name, read]:>15}" for read in _READ)
        yield f"    {name:<10}{cells}"
    rows = sum(model.codes.values())
    same = sum(count for (theirs, ours), count in model.codes.items() if theirs == ours)
    if rows:
        yield f"  the same code: {same} of {rows} ({100 * same / rows:.1f} %)"
    different = sorted(
        ((count, theirs, ours) for (theirs, ours), count in model.codes.items() if theirs != ours),
        key=lambda entry: (-entry[0], str(entry)),
    )
    if different:
        named = ", ".join(f"{theirs}→{ours} {count}" for count, theirs, ours in different[:_SHOWN])
        yield f"  most frequent differences (table→reader): {named}"


def _slashed(counts: tuple[int, int, int]) -> str:
    return "/".join(f"{count:,}" for count in counts)
