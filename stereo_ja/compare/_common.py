"""All runs at once, on the prompts that every one of them answered."""

from __future__ import annotations

from stereo_ja.compare._model import CommonRow
from stereo_ja.compare._prompts import Prompts
from stereo_ja.compare._rules import Rules
from stereo_ja.stats._interval import t_interval

__all__ = ["common_rows"]


def common_rows(rules: Rules, prompts: Prompts) -> tuple[CommonRow, ...]:
    """Scores of every run on the same prompts, so that what one refused is missing in all.

    Runs that may not be compared with each other stand in rows of their own.
    """
    rows = []
    for metric in prompts.metrics:
        if metric.family == "refusal":  # what was refused is the subject there
            continue
        for runs in rules.sets(metric.family):
            found = prompts.common(metric.name, runs)
            n = len(found.at)
            held = prompts.rows.take(found.at)
            rows.append(
                CommonRow(
                    runs=tuple(rules.names[run] for run in runs),
                    metric=metric.name,
                    n=n,
                    values=tuple(float(one.mean()) if n else None for one in found.shares),
                    intervals=tuple(
                        t_interval(float(one.mean()), held.error_of_mean(one), metric.limits)
                        if n
                        else None
                        for one in found.shares
                    ),
                )
            )
    return tuple(rows)
