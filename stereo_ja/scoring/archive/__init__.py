"""Scores out of a file: a score store, or the portable JSONL made from one."""

from __future__ import annotations

from stereo_ja.scoring.archive._portable import read_portable, row_of, write_portable
from stereo_ja.scoring.archive._scorer import ArchiveScorer

__all__ = ["ArchiveScorer", "read_portable", "row_of", "write_portable"]
