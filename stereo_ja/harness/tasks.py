"""What the task files name: ``TASK_docs``, ``TASK_results`` and the aggregations.

A task file names a function by its dotted path. These are made for whatever task is asked for, so
that a benchmark needs no module here: ``!function stereo_ja.harness.tasks.ja_stereotype_docs``.
"""

from __future__ import annotations

from typing import Any

from stereo_ja.harness._dataset import dataset_of
from stereo_ja.harness._filter import ReadAndScore
from stereo_ja.harness._results import process_results_of
from stereo_ja.metrics import AGGREGATIONS

__all__ = ["ReadAndScore"]

_MAKERS = {"_docs": dataset_of, "_results": process_results_of}


def __getattr__(name: str) -> Any:
    """The function of a task, or an aggregation.

    Raises:
        AttributeError: The name is of neither kind.
        UserError: It names a task that is none of ours.
    """
    if name in AGGREGATIONS:
        return AGGREGATIONS[name]
    for end, make in _MAKERS.items():
        if name.endswith(end) and not name.startswith("_"):
            return make(name.removesuffix(end))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
