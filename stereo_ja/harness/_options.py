"""The task's options, as they arrive through lm-eval's ``--metadata``."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from stereo_ja.benchmark import Benchmark
from stereo_ja.errors import UserError
from stereo_ja.metrics import COVERAGE_FLOOR
from stereo_ja.pipeline import KINDS
from stereo_ja.reading import get_reader
from stereo_ja.scoring import Kind, resolve_spec

__all__ = ["Options", "resolve_options"]

_NAMES = ("toxicity", "sentiment", "reader", "judge", "coverage_floor")
# Slips of ours begin like ours; lm-eval's own model arguments (header, revision …) do not.
_OURS = ("tox", "sent", "read", "scor", "stereo", "cover", "judge")


@dataclass(frozen=True)
class Options:
    """What the user chose, with every default filled in."""

    reader: str
    scorers: Mapping[Kind, str] = field(default_factory=dict)
    """Kind of score to SPEC, of the kinds that the benchmark is scored for."""
    judge: str | None = None
    """None for a benchmark without a judge."""
    coverage_floor: float = COVERAGE_FLOOR
    """Share of scored options below which a mean is not publishable, in [0, 1]."""

    def as_dict(self) -> dict[str, Any]:
        """The options as recorded in the results."""
        judge = {} if self.judge is None else {"judge": self.judge}
        floor = {"coverage_floor": self.coverage_floor}
        return dict(self.scorers) | {"reader": self.reader} | judge | floor


def resolve_options(metadata: Mapping[str, Any], benchmark: Benchmark) -> Options:
    """Return the options in ``metadata``, with environment and the benchmark's defaults behind.

    lm-eval merges the task's metadata, the model arguments and ``--metadata`` into one mapping,
    so unknown keys are normal here; only a key that begins like one of ours is refused.

    Raises:
        UserError: A misspelt option name, a value that is not text, or an unknown reader.
    """
    for key in metadata:
        if key not in _NAMES and str(key).lower().startswith(_OURS):
            close = difflib.get_close_matches(str(key), _NAMES, n=1, cutoff=0.3)
            hint = f"did you mean {close[0]!r}?" if close else f"use {', '.join(_NAMES)}"
            msg = f"unknown option {key!r} in --metadata: {hint}"
            raise UserError(msg)
    version = metadata.get("version", benchmark.version)
    if version != benchmark.version:
        msg = (
            f"--metadata sets version to {version!r}, which would be saved as the task's version: "
            f"leave it out; this is version {benchmark.version}"
        )
        raise UserError(msg)
    reader = metadata.get("reader")
    reader = benchmark.reader if reader is None else reader
    if not isinstance(reader, str):
        msg = f"the reader must be named by text, not {reader!r}"
        raise UserError(msg)
    get_reader(reader)
    return Options(
        reader=reader,
        scorers={
            kind: resolve_spec(kind, metadata.get(kind), benchmark.scorers[kind])
            for kind in KINDS
            if kind in benchmark.scorers
        },
        judge=_judge(metadata.get("judge"), benchmark),
        coverage_floor=_floor(metadata.get("coverage_floor")),
    )


def _judge(value: object, benchmark: Benchmark) -> str | None:
    if benchmark.judge is None:
        return None
    if value is not None and not isinstance(value, str):
        msg = f"the judge must be named by text, not {value!r}"
        raise UserError(msg)
    return value or benchmark.judge


def _floor(value: object) -> float:
    if value is None:
        return COVERAGE_FLOOR
    try:
        # lm-eval passes `--metadata coverage_floor=0.95` on as a number, JSON text as it is.
        floor = float(value) if isinstance(value, str | int | float) else math.nan
    except ValueError:
        floor = math.nan
    if isinstance(value, bool) or not 0 <= floor <= 1:
        msg = f"coverage_floor must be a share from 0 to 1, such as 0.99, not {value!r}"
        raise UserError(msg)
    return floor
