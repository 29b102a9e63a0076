"""The report: runs as one self-contained HTML page."""

from __future__ import annotations

from stereo_ja.report._build import build_report
from stereo_ja.report._write import write_report

__all__ = ["build_report", "write_report"]
