"""The authors' released responses as runs, and the paper's counts as a check of them."""

from __future__ import annotations

from stereo_ja.rescore.paper._check import ModelCheck, TableCheck, check_table
from stereo_ja.rescore.paper._lines import lines_of
from stereo_ja.rescore.paper._rescore import DEFAULT_CHOICES, rescore_table
from stereo_ja.rescore.paper._table import PaperTable, read_table

__all__ = [
    "DEFAULT_CHOICES",
    "ModelCheck",
    "PaperTable",
    "TableCheck",
    "check_table",
    "lines_of",
    "read_table",
    "rescore_table",
]
