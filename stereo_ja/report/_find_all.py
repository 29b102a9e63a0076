"""The findings of several runs, on several processors where that can be had."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from stereo_ja.findings import Findings, find
from stereo_ja.runs import Run

__all__ = ["findings_of"]

_WORTH_IT = 3
"""Runs from which on the start of further processes pays."""
_runs: Sequence[Run] = ()
"""What a forked process finds here without its being copied to it."""


def findings_of(runs: Sequence[Run]) -> list[Findings | None]:
    """``find`` of each run with samples, in order; None of the others."""
    global _runs  # noqa: PLW0603 - only there does a forked process find them
    jobs = range(len(runs))
    workers = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, 8)
    _runs = runs
    try:
        if len(runs) < _WORTH_IT or workers < 2:
            return [_find(job) for job in jobs]
        # Forked, so that the runs are shared; where there is no fork, there is no affinity either.
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            return list(pool.map(_find, jobs))
    finally:
        _runs = ()


def _find(place: int) -> Findings | None:
    run = _runs[place]
    return find(run) if run.samples else None
