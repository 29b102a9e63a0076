"""What holds for the check of every service."""

from __future__ import annotations

__all__ = ["TRUSTED", "WAYS_OUT"]

TRUSTED = 12 * 3600.0
"""Seconds for which a good answer stands, so that not every run costs a request more."""
WAYS_OUT = "or choose hf:REPO (a local model), archive:FILE (stored scores) or none"
"""To be put after a reason and a semicolon."""
