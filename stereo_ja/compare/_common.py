"""All runs at once, on the prompts that every one of them answered."""

from __future__ import annotations

import numpy as np

from stereo_ja.compare._model import COMPARED, FAMILY, CommonRow
from stereo_ja.compare._prompts import Prompts
from stereo_ja.compare._resampling import Weights
from stereo_ja.compare._rules import Rules

__all__ = ["common_rows"]


def common_rows(rules: Rules, prompts: Prompts, weights: Weights) -> tuple[CommonRow, ...]:
    """Scores of every run on the same prompts, so that what one refused is missing in all.

    Runs that may not be compared with each other stand in rows of their own.
    """
    rows = []
    for metric in COMPARED:
        if FAMILY[metric] == "refusal":  # what was refused is the subject there
            continue
        for runs in rules.sets(FAMILY[metric]):
            values = prompts.values[metric][list(runs)]
            common = ~np.isnan(values).any(axis=0)
            values = values[:, common]
            n = values.shape[1]
            rows.append(
                CommonRow(
                    runs=tuple(rules.names[run] for run in runs),
                    metric=metric,
                    n=n,
                    values=tuple(float(one.mean()) if n else None for one in values),
                    intervals=tuple(
                        weights.mean_interval(one, common) if n else None for one in values
                    ),
                )
            )
    return tuple(rows)
