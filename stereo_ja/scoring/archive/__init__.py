"""Scores out of a file: a score store, or the portable JSONL made from one."""

from __future__ import annotations

from stereo_ja.scoring._scorer import Kind
from stereo_ja.scoring.archive._portable import read_portable, row_of, write_portable
from stereo_ja.scoring.archive._scorer import ArchiveScorer

__all__ = ["ArchiveScorer", "archive_scorer", "read_portable", "row_of", "write_portable"]


def archive_scorer(kind: Kind, rest: str) -> ArchiveScorer | None:
    """The scorer of ``archive:FILE[#SCORER]``; None without a FILE."""
    return ArchiveScorer(kind, rest) if rest else None
