"""What made the numbers, and the numbers ready for a paper."""

from __future__ import annotations

from stereo_ja.report.methods._headline import latex_table, markdown_table
from stereo_ja.report.methods._paragraph import comparison_paragraph, run_paragraph
from stereo_ja.report.methods._settings import methods

__all__ = [
    "comparison_paragraph", "latex_table", "markdown_table", "methods", "run_paragraph",
]  # fmt: skip
