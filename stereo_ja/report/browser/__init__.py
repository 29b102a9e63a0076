"""The responses of a run as data that a page can carry and search."""

from __future__ import annotations

from stereo_ja.report.browser._pack import pack
from stereo_ja.report.browser._rows import browser_data
from stereo_ja.report.browser._view import BrowserView, browser_view

__all__ = ["BrowserView", "browser_data", "browser_view", "pack"]
