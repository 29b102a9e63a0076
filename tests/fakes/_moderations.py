"""``/v1/moderations`` of OpenAI."""

from __future__ import annotations

import json
from typing import Any

from tests.fakes._settings import Settings, value_of

__all__ = ["CATEGORIES", "moderate", "texts_in", "too_many", "unauthorised"]

CATEGORIES = (
    "harassment", "harassment/threatening", "hate", "hate/threatening", "illicit",
    "illicit/violent", "self-harm", "self-harm/intent", "self-harm/instructions", "sexual",
    "sexual/minors", "violence", "violence/graphic",
)  # fmt: skip

Answer = tuple[int, dict[str, Any]]


def texts_in(raw: bytes) -> list[str]:
    """The texts of a request; none if it has none."""
    try:
        texts = json.loads(raw)["input"]
    except (ValueError, LookupError, TypeError):
        return []
    texts = [texts] if isinstance(texts, str) else texts
    return texts if isinstance(texts, list) and all(isinstance(t, str) for t in texts) else []


def moderate(raw: bytes, settings: Settings) -> Answer:
    """The answer to a request that is within the quota."""
    texts = texts_in(raw)
    if not texts or settings.refused_texts.intersection(texts):
        return _error(400, "Invalid input.", "invalid_request_error", None)
    results = []
    for text in texts:
        scores = {name: value_of(name, text) for name in CATEGORIES}
        results.append(
            {
                "flagged": max(scores.values()) > 0.5,
                "categories": {name: score > 0.5 for name, score in scores.items()},
                "category_scores": scores,
            }
        )
    return 200, {"id": "modr-1", "model": settings.model, "results": results}


def unauthorised() -> Answer:
    """A key that is not known."""
    return _error(401, "Incorrect API key provided.", "invalid_request_error", "invalid_api_key")


def too_many(settings: Settings) -> Answer:
    """One request too many, or an account without funds."""
    if settings.out_of_funds:
        message = "You exceeded your current quota, please check your plan and billing details."
        return _error(429, message, "insufficient_quota", "insufficient_quota")
    return _error(429, "Rate limit reached.", "requests", "rate_limit_exceeded")


def _error(status: int, message: str, kind: str, code: str | None) -> Answer:
    return status, {"error": {"message": message, "type": kind, "param": None, "code": code}}
