"""What is installed, reachable and missing here, and what to do about it."""

from __future__ import annotations

from stereo_ja.doctor._examine import examine, healthy
from stereo_ja.doctor._finding import Finding, Status

__all__ = ["Finding", "Status", "examine", "healthy"]
