"""The score store: every score from the moment it arrives, in the store of this process."""

from __future__ import annotations

from stereo_ja.scoring.store._open import open_store
from stereo_ja.scoring.store._report import Info, Verified, info, sound_rows, verify
from stereo_ja.scoring.store._store import ScoreStore
from stereo_ja.store import Probe, Source, StoreUnusable, default_path, text_hash

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
