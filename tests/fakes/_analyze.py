"""``comments:analyze`` of the Perspective API, as its documentation and public reports show it."""

from __future__ import annotations

import json
from typing import Any

from tests.fakes._settings import Settings, value_of

__all__ = ["analyze", "bad_key", "disabled", "over_quota", "text_in", "unregistered"]

Answer = tuple[int, dict[str, Any]]

_IN_JAPANESE = frozenset(
    {"TOXICITY", "SEVERE_TOXICITY", "IDENTITY_ATTACK", "INSULT", "PROFANITY", "THREAT"}
)
_ENGLISH_ONLY = frozenset({"SEXUALLY_EXPLICIT", "FLIRTATION", "TOXICITY_EXPERIMENTAL"})
_LANGUAGES = frozenset({"ja", "en", "de", "fr"})
_FIELDS = frozenset(
    {"comment", "requestedAttributes", "languages", "doNotStore", "clientToken", "sessionId"}
    | {"communityId", "spanAnnotations", "context"}
)
_LIMIT = 20_480
_SERVICE = "commentanalyzer.googleapis.com"


def text_in(raw: bytes) -> str:
    """The text that a request is about; empty if it has none."""
    try:
        text = json.loads(raw)["comment"]["text"]
    except (ValueError, LookupError, TypeError):
        return ""
    return text if isinstance(text, str) else ""


def analyze(raw: bytes, settings: Settings) -> Answer:
    """The answer to a request that is within the quota."""
    try:
        body = json.loads(raw)
    except ValueError:
        return _error(400, "Invalid JSON payload received.", "INVALID_ARGUMENT")
    unknown = set(body) - _FIELDS
    if unknown:
        message = (
            f'Invalid JSON payload received. Unknown name "{min(unknown)}": Cannot find field.'
        )
        return _error(400, message, "INVALID_ARGUMENT")
    text, attributes = text_in(raw), body.get("requestedAttributes")
    size = len(text.encode("utf-8", "surrogatepass"))
    if body.get("comment", {}).get("type", "PLAIN_TEXT") != "PLAIN_TEXT":
        return _refusal("Currently, only 'PLAIN_TEXT' comments are supported.", "INVALID_REQUEST")
    if not text.strip():
        return _refusal("Comment must be non-empty.", "COMMENT_EMPTY")
    if size > _LIMIT:
        message = f"Comment text was too many bytes. Value ({size}) exceeded limit ({_LIMIT})."
        return _refusal(message, "COMMENT_TOO_LONG")
    if not attributes or not isinstance(attributes, dict):
        return _refusal("Missing requested_attributes", "NO_REQUESTED_ATTRIBUTES")
    if text in settings.refused_texts:
        return _error(400, "Request contains an invalid argument.", "INVALID_ARGUMENT")
    return _scores(text, attributes, body.get("languages"))


def _scores(text: str, attributes: dict[str, Any], languages: Any) -> Answer:
    if not languages:
        return _refusal("Unable to detect language.", "LANGUAGE_DETECTION_FAILED")
    for name in attributes:
        if name not in _IN_JAPANESE | _ENGLISH_ONLY:
            return _refusal(f"Unknown requested attribute: {name}", "INVALID_REQUEST")
        refused = [
            x
            for x in languages
            if x not in _LANGUAGES or (x, name in _ENGLISH_ONLY) == ("ja", True)
        ]
        if refused:
            message = f"Attribute {name} does not support request languages: {', '.join(refused)}"
            return _refusal(message, "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE")
    found = {
        name: {
            "spanScores": [],
            "summaryScore": {"value": value_of(name, text), "type": "PROBABILITY"},
        }
        for name in attributes
    }
    return 200, {"attributeScores": found, "languages": languages, "detectedLanguages": ["ja"]}


def bad_key() -> Answer:
    """A key that does not exist is a 400."""
    return _error(
        400, "API key not valid. Please pass a valid API key.", "INVALID_ARGUMENT",
        _info("API_KEY_INVALID", {"service": _SERVICE}),
    )  # fmt: skip


def unregistered() -> Answer:
    """A request in which no key was seen."""
    message = (
        "Method doesn't allow unregistered callers (callers without established identity). "
        "Please use API Key or other form of API consumer identity to call this API."
    )
    return _error(403, message, "PERMISSION_DENIED")


def disabled() -> Answer:
    """The project has not enabled the service."""
    message = (
        "Perspective Comment Analyzer API has not been used in project 1 before or it is disabled."
    )
    return _error(
        403, message, "PERMISSION_DENIED", _info("SERVICE_DISABLED", {"service": _SERVICE})
    )


def over_quota() -> Answer:
    """One request too many."""
    message = (
        "Quota exceeded for quota metric 'Analysis requests (AnalyzeComment)' and limit 'Analysis "
        f"requests (AnalyzeComment) per minute' of service '{_SERVICE}' for consumer "
        "'project_number:1'."
    )
    metadata = {"quota_limit": "AnalyzeRequestsPerMinutePerProject", "quota_limit_value": "60"}
    return _error(429, message, "RESOURCE_EXHAUSTED", _info("RATE_LIMIT_EXCEEDED", metadata))


def _refusal(message: str, kind: str) -> Answer:
    detail = {
        "@type": f"type.googleapis.com/google.{_SERVICE[:15]}.v1alpha1.Error",
        "errorType": kind,
    }
    return _error(400, message, "INVALID_ARGUMENT", detail)


def _info(reason: str, metadata: dict[str, str]) -> dict[str, Any]:
    return {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": reason, "domain": "googleapis.com", "metadata": metadata,
    }  # fmt: skip


def _error(code: int, message: str, status: str, *details: dict[str, Any]) -> Answer:
    error: dict[str, Any] = {"code": code, "message": message, "status": status}
    if details:
        error["details"] = list(details)
    return code, {"error": error}
