"""The baseline reader: the rules and codes of arXiv:2503.01947."""

from __future__ import annotations

from stereo_ja.reading.paper._reader import PaperReader

__all__ = ["PaperReader", "paper_reader"]


def paper_reader(rest: str) -> PaperReader:
    """The reader ``paper``. Raises ValueError if anything stands behind its name."""
    if rest:
        raise ValueError(rest)
    return PaperReader()
