"""Sets of words that change the meaning of their neighbours (cues.tsv)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

__all__ = ["CUES", "cue"]

CUES = Path(__file__).parent / "cues.tsv"


def cue(name: str) -> frozenset[str]:
    """The words of one cue; KeyError if the table has no such cue."""
    return _table()[name]


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    lines = CUES.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith(("#", "cue\t")))
    return {name: frozenset(words.split()) for name, _, words in rows}
