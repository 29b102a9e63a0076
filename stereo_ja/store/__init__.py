"""One SQLite file in which every answer that may have cost something stands when it arrives."""

from __future__ import annotations

from stereo_ja.store._claims import Claims
from stereo_ja.store._file import Probe, StoreFile, StoreUnusable
from stereo_ja.store._open import default_path, open_file, open_replies
from stereo_ja.store._replies import ReplyStore
from stereo_ja.store._schema import connect_to_read
from stereo_ja.store._source import COLUMNS, Source, checksum, text_hash

__all__ = [
    "COLUMNS",
    "Claims",
    "Probe",
    "ReplyStore",
    "Source",
    "StoreFile",
    "StoreUnusable",
    "checksum",
    "connect_to_read",
    "default_path",
    "open_file",
    "open_replies",
    "text_hash",
]
