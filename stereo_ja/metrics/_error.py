"""The standard error in lm-eval's table, from the places and sums of docs."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any

import numpy as np

from stereo_ja.metrics._metric import Metric
from stereo_ja.pipeline import Record
from stereo_ja.stats._uncertainty import Ratio, uncertainty

__all__ = ["PLACE", "place_of", "standard_error_of"]

PLACE = 5
"""Length of what ``place_of`` returns."""


def place_of(record: Record, metric: Metric) -> list[Any]:
    """``[group, template, format, low, high]``: JSON has no infinity, an open end is None."""
    ends = [end if isfinite(end) else None for end in metric.limits]
    return [record.cluster, record.template_id, record.format, *ends]


def standard_error_of(rows: Sequence[Sequence[Any]]) -> float | None:
    """The error of ``stats.uncertainty``.

    Args:
        rows: ``[*place, numerator, denominator, …]`` of each doc in the metric's denominator.

    Returns:
        In the metric's unit; None where it cannot be told, or nothing varies.
    """
    if not rows:
        return None
    groups = {row[0]: None for row in rows}
    formats = {row[2]: None for row in rows}
    columns = {(row[1], row[2]): None for row in rows}
    row_at, format_at, column_at = (
        {key: place for place, key in enumerate(keys)} for keys in (groups, formats, columns)
    )
    top, bottom = np.zeros((2, len(groups), len(columns)))
    at = [row_at[row[0]] for row in rows], [column_at[row[1], row[2]] for row in rows]
    np.add.at(top, at, [row[PLACE] for row in rows])
    np.add.at(bottom, at, [row[PLACE + 1] for row in rows])
    low, high = rows[0][3:PLACE]
    limits = (-np.inf if low is None else low, np.inf if high is None else high)
    strata = np.array([format_at[name] for _, name in columns])
    return uncertainty(Ratio(top, bottom, strata, limits)).error
