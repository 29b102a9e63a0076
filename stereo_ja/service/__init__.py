"""Asking a web service: paced, retried, in batches, stored, and stopped when nothing helps."""

from __future__ import annotations

from stereo_ja.service._address import fits_header, host_of, is_address
from stereo_ja.service._ask import ask_once, ask_service
from stereo_ja.service._ask_model import Model
from stereo_ja.service._chat import Answer
from stereo_ja.service._client import Client
from stereo_ja.service._endpoint import Endpoint, Variables
from stereo_ja.service._errors import Failed, TooMany, TryAgain
from stereo_ja.service._openai import OPENAI, bearer, raise_for_openai
from stereo_ja.service._pace import Pace
from stereo_ja.service._post import Poster, Reply
from stereo_ja.service._secret import hide_in_logs
from stereo_ja.service._service import Service
from stereo_ja.service._slots import LocalStore, ServiceStore
from stereo_ja.service._status import raise_for_status
from stereo_ja.service._stored import Reserved, Shelf, ask_stored
from stereo_ja.service._texts import is_unicode
from stereo_ja.service._values import dig, unit_value

__all__ = [
    "OPENAI",
    "Answer",
    "Client",
    "Endpoint",
    "Failed",
    "LocalStore",
    "Model",
    "Pace",
    "Poster",
    "Reply",
    "Reserved",
    "Service",
    "ServiceStore",
    "Shelf",
    "TooMany",
    "TryAgain",
    "Variables",
    "ask_once",
    "ask_service",
    "ask_stored",
    "bearer",
    "dig",
    "fits_header",
    "hide_in_logs",
    "host_of",
    "is_address",
    "is_unicode",
    "raise_for_openai",
    "raise_for_status",
    "unit_value",
]
