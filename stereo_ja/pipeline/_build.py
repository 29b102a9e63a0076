"""Responses in, records out: read, scored and judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from stereo_ja.benchmark import Doc
from stereo_ja.judging import Judge
from stereo_ja.pipeline._judged import judged
from stereo_ja.pipeline._read import read_records
from stereo_ja.pipeline._record import KINDS, Record
from stereo_ja.pipeline._scored import score_all, with_scores
from stereo_ja.reading import Reader
from stereo_ja.scoring import Kind, Scorer

__all__ = ["Parts", "build_records"]


@dataclass(frozen=True)
class Parts:
    """What works on the responses of a task."""

    reader: Reader
    scorers: Mapping[Kind, Scorer]
    """A kind that is absent is not scored."""
    judge: Judge | None = None
    baseline: Callable[[str], tuple[str, ...]] | None = None
    """From a group to the texts that only name it."""


def build_records(
    parts: Parts, docs: Sequence[Doc], responses: Sequence[Sequence[str | None]]
) -> list[list[Record]]:
    """Read, score and judge every response; distinct texts are scored once.

    Args:
        parts: Reader, scorers and judge, ready to work.
        docs: One doc per row of ``responses``.
        responses: The generations of each doc; None where the backend gave nothing.

    Returns:
        For each doc, for each generation, its record.
    """
    rows = read_records(parts.reader, docs, responses)
    for kind in KINDS:
        if kind in parts.scorers:
            scores, baselines = score_all(parts.scorers[kind], kind, rows, parts.baseline)
            rows = with_scores(rows, kind, scores, baselines)
    return rows if parts.judge is None else judged(parts.judge, docs, rows)
