"""All runs at once, on the prompts that every one of them answered."""

from __future__ import annotations

from stereo_ja.compare._model import COMPARED, FAMILY, LIMITS, CommonRow
from stereo_ja.compare._prompts import Prompts
from stereo_ja.compare._rules import Rules
from stereo_ja.stats._rows import Rows

__all__ = ["common_rows"]


def common_rows(rules: Rules, prompts: Prompts, drawn: Rows) -> tuple[CommonRow, ...]:
    """Scores of every run on the same prompts, so that what one refused is missing in all.

    Runs that may not be compared with each other stand in rows of their own.
    """
    rows = []
    for metric in COMPARED:
        if FAMILY[metric] == "refusal":  # what was refused is the subject there
            continue
        for runs in rules.sets(FAMILY[metric]):
            values, common = prompts.common(metric, runs)
            n = len(common)
            held = drawn.take(common)
            rows.append(
                CommonRow(
                    runs=tuple(rules.names[run] for run in runs),
                    metric=metric,
                    n=n,
                    values=tuple(float(one.mean()) if n else None for one in values),
                    intervals=tuple(
                        held.mean_interval(one, LIMITS[metric]) if n else None for one in values
                    ),
                )
            )
    return tuple(rows)
