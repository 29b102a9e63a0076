"""The optional reader that asks a language model where the rules are uncertain."""

from __future__ import annotations

from stereo_ja.reading.judge._cache import ReplyCache
from stereo_ja.reading.judge._client import Client
from stereo_ja.reading.judge._reader import Counts, JudgeReader
from stereo_ja.reading.judge._service import Service, model_of

__all__ = ["Client", "Counts", "JudgeReader", "ReplyCache", "Service", "model_of"]
