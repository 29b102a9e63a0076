"""Reading a response: its outcome, its options and the evidence for both."""

from __future__ import annotations

from stereo_ja.reading._outcome import Outcome, Reader, Reading
from stereo_ja.reading._readers import (
    DEFAULT_READER,
    get_reader,
    get_ready_reader,
    register_reader,
)

__all__ = [
    "DEFAULT_READER",
    "Outcome",
    "Reader",
    "Reading",
    "get_reader",
    "get_ready_reader",
    "register_reader",
]
