"""The score store: one SQLite file in which every score stands from the moment it arrives."""

from __future__ import annotations

from stereo_ja.scoring.store._key import Source, text_hash
from stereo_ja.scoring.store._open import default_path, open_store
from stereo_ja.scoring.store._report import Info, Verified, info, sound_rows, verify
from stereo_ja.scoring.store._store import Probe, ScoreStore, StoreUnusable

__all__ = [
    "Info",
    "Probe",
    "ScoreStore",
    "Source",
    "StoreUnusable",
    "Verified",
    "default_path",
    "info",
    "open_store",
    "sound_rows",
    "text_hash",
    "verify",
]
