"""Reading a response: its outcome, its options and the evidence for both."""

from __future__ import annotations

from stereo_ja.reading._certainty import is_certain
from stereo_ja.reading._one_by_one import OneByOne
from stereo_ja.reading._outcome import Outcome, Reading
from stereo_ja.reading._reader import Reader, Request
from stereo_ja.reading._readers import (
    DEFAULT_READER,
    READERS,
    get_reader,
    get_ready_reader,
    reader_help,
    register_reader,
)
from stereo_ja.reading._rule import CommonRule, Rule
from stereo_ja.reading._safely import read_safely

__all__ = [
    "DEFAULT_READER",
    "READERS",
    "CommonRule",
    "OneByOne",
    "Outcome",
    "Reader",
    "Reading",
    "Request",
    "Rule",
    "get_reader",
    "get_ready_reader",
    "is_certain",
    "read_safely",
    "reader_help",
    "register_reader",
]
