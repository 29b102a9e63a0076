"""What the browser of responses holds of a run."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from stereo_ja.pipeline import Option
from stereo_ja.runs import Run
from stereo_ja.scoring import Score

__all__ = ["browser_data"]

_DIGITS = 6


class _Table:
    """Distinct values in order of first appearance, and the position of each."""

    def __init__(self) -> None:
        self._positions: dict[Hashable, int] = {}

    def __getitem__(self, value: Hashable) -> int:
        return self._positions.setdefault(value, len(self._positions))

    def values(self) -> list[Any]:
        return list(self._positions)


def browser_data(run: Run) -> dict[str, Any]:
    """Every response of a run with its reading, options and scores, as JSON-ready values.

    ``rows`` holds one list per response: id, position in ``groups``, template number, generation,
    format, outcome, code, position in ``rules``, positions in ``flags``, text, evidence, reason,
    options. An option is ``[text, toxicity, sentiment]``, a missing score None; then the positions
    in ``reasons`` of what is recorded about the two scores follow, None where there is nothing.
    """
    groups, rules, flags, reasons = _Table(), _Table(), _Table(), _Table()
    rows = [
        [
            one.id,
            groups[one.group, one.group_en or "", one.category],
            one.template_id,
            one.generation,
            one.format,
            one.outcome.value,
            one.reading.code,
            rules[one.reading.rule],
            [flags[flag] for flag in dict.fromkeys(one.reading.flags)],
            one.text,
            one.reading.evidence,
            one.reading.reason,
            [_option(option, reasons) for option in one.options],
        ]
        for one in run.samples
    ]
    return {
        "name": run.name,
        "stems": {one.id: one.text for one in run.benchmark.stems()},
        "groups": groups.values(),
        "rules": rules.values(),
        "flags": flags.values(),
        "reasons": reasons.values(),
        "rows": rows,
    }


def _option(option: Option, reasons: _Table) -> list[Any]:
    found: list[Any] = [option.text, _value(option.toxicity), _value(option.sentiment)]
    remarks = [_remark(option.toxicity), _remark(option.sentiment)]
    if any(remarks):
        found += [None if remark is None else reasons[remark] for remark in remarks]
    return found


def _value(score: Score | None) -> float | int | None:
    if score is None or score.value is None:
        return None
    value = round(score.value, _DIGITS)
    return int(value) if value == int(value) else value


def _remark(score: Score | None) -> str | None:
    """What is to be said about a score: why there is none, or a caveat on one."""
    if score is None:
        return "no score recorded"
    if score.value is not None:
        return score.reason
    return f"{score.status.replace('_', ' ')}: {score.reason or 'no reason recorded'}"
