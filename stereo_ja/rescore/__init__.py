"""Saved responses, read and scored anew, with no model and no harness."""

from __future__ import annotations

from stereo_ja.rescore._choices import Choices
from stereo_ja.rescore._rescore import Rescored, rescore

__all__ = ["Choices", "Rescored", "rescore"]
