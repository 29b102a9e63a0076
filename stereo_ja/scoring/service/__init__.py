"""Scoring by a web service: pacing, retries, and an end when nothing helps."""

from __future__ import annotations

from stereo_ja.scoring.service._advice import TRUSTED, WAYS_OUT
from stereo_ja.scoring.service._ask import ask_once, ask_service
from stereo_ja.scoring.service._errors import Failed, TooMany, TryAgain
from stereo_ja.scoring.service._pace import Pace
from stereo_ja.scoring.service._post import Poster, Reply
from stereo_ja.scoring.service._secret import hide_in_logs
from stereo_ja.scoring.service._service import Service
from stereo_ja.scoring.service._settings import key_from, rate_from
from stereo_ja.scoring.service._status import raise_for_status
from stereo_ja.scoring.service._store import LocalStore, ServiceStore
from stereo_ja.scoring.service._texts import is_unicode
from stereo_ja.scoring.service._values import dig, unit_value

__all__ = [
    "TRUSTED",
    "WAYS_OUT",
    "Failed",
    "LocalStore",
    "Pace",
    "Poster",
    "Reply",
    "Service",
    "ServiceStore",
    "TooMany",
    "TryAgain",
    "ask_once",
    "ask_service",
    "dig",
    "hide_in_logs",
    "is_unicode",
    "key_from",
    "raise_for_status",
    "rate_from",
    "unit_value",
]
