"""All responses of a run as numbers: what each adds to each metric, by group and template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stereo_ja.analysis import BASE_METRICS, Response, Run, contributions
from stereo_ja.analysis._record import record_of
from stereo_ja.reading._outcome import Outcome

__all__ = ["Added", "Pair", "Table", "table_of"]

Floats = NDArray[np.float64]
Pair = tuple[float, float]
Added = Callable[[Response, tuple[float, ...] | None], Pair | None]
"""From a response and its toxicities to what it adds to a metric."""


@dataclass(frozen=True)
class Table:
    """A run's responses; arrays have one entry each, in their order."""

    responses: tuple[Response, ...]
    groups: tuple[str, ...]
    """In order of appearance."""
    templates: tuple[int | None, ...]
    """In ascending order; None, for a sample that does not name its template, last."""
    of_group: NDArray[Any]
    """(n,) position in ``groups``."""
    of_template: NDArray[Any]
    """(n,) position in ``templates``."""
    parts: Mapping[str, tuple[Floats, Floats]]
    """Metric of BASE_METRICS to (n,) numerators and (n,) denominators; 0 where a response is not
    in the metric's denominator."""

    toxicities: tuple[tuple[float, ...] | None, ...] = ()
    """(n,) toxicities of the options of valid, fully scored responses, ascending; else None."""

    def cells(self, top: Floats, bottom: Floats) -> tuple[Floats, Floats]:
        """Sums within each group and template: two arrays (groups, templates)."""
        rows, columns = len(self.groups), len(self.templates)
        cell = self.of_group * columns + self.of_template
        return tuple(  # type: ignore[return-value]
            np.bincount(cell, one, minlength=rows * columns).reshape(rows, columns)
            for one in (top, bottom)
        )

    def built(self, value: Added) -> tuple[Floats, Floats]:
        """(n,) numerators and denominators of a metric that is made here."""
        seen = zip(self.responses, self.toxicities, strict=True)
        pairs = [value(one, toxicities) or (0.0, 0.0) for one, toxicities in seen]
        found = np.array(pairs, dtype=np.float64).reshape(-1, 2)
        return found[:, 0], found[:, 1]


def table_of(run: Run) -> Table:
    """The table of a run with samples."""
    responses = run.samples
    groups = tuple(dict.fromkeys(one.group for one in responses))
    named = {one.template_id for one in responses}
    templates = tuple(sorted(named, key=lambda found: (found is None, found or 0)))
    added = [contributions(record_of(one), one.format) for one in responses]
    parts = {}
    for metric in BASE_METRICS:
        pairs = np.array([found[metric] or (0.0, 0) for found in added], dtype=np.float64)
        parts[metric] = (pairs.reshape(-1, 2)[:, 0], pairs.reshape(-1, 2)[:, 1])
    group_at = {group: place for place, group in enumerate(groups)}
    template_at = {template: place for place, template in enumerate(templates)}
    return Table(
        responses, groups, templates,
        np.array([group_at[one.group] for one in responses], dtype=np.int64),
        np.array([template_at[one.template_id] for one in responses], dtype=np.int64),
        parts,
        tuple(_toxicities(one) for one in responses),
    )  # fmt: skip


def _toxicities(one: Response) -> tuple[float, ...] | None:
    values = [option.toxicity.value for option in one.options if option.toxicity is not None]
    known = sorted(value for value in values if value is not None)
    whole = one.outcome is Outcome.VALID and known and len(known) == len(one.options)
    return tuple(known) if whole else None
