"""Runs as tidy tables for pandas, R or a spreadsheet."""

from __future__ import annotations

from stereo_ja.export._rows import option_rows, response_rows
from stereo_ja.export._write import FORMATS, write_table

__all__ = ["FORMATS", "option_rows", "response_rows", "write_table"]
