"""The baseline reader: the rules and codes of arXiv:2503.01947."""

from __future__ import annotations

from stereo_ja.reading.paper._reader import PaperReader

__all__ = ["PaperReader"]
