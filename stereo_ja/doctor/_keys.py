"""Keys of services: whether they are set, never what they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from stereo_ja.doctor._finding import Finding

__all__ = ["PERSPECTIVE_END", "openai", "perspective"]

PERSPECTIVE_END = date(2026, 12, 31)
"""The last day of Google's Perspective API, as its operators announced in January 2026."""


def perspective(environment: Mapping[str, str], today: date) -> Finding:
    """Perspective's key, and how long there is something to use it for."""
    name = "PERSPECTIVE_API_KEY"
    present = _presence(environment, name)
    days = (PERSPECTIVE_END - today).days
    if days < 0:
        detail = f"{present}; the service has ended ({PERSPECTIVE_END})"
    else:
        left = "1 day" if days == 1 else f"{days} days"
        detail = f"{present}; {left} left until the service ends on {PERSPECTIVE_END}"
    detail += "; this version of stereo-ja has no perspective scorer, so the key is not used"
    return Finding(name, "ok" if present != "not set" and days >= 0 else "missing", detail)


def openai(environment: Mapping[str, str]) -> Finding:
    """OpenAI's key."""
    name = "OPENAI_API_KEY"
    present = _presence(environment, name)
    detail = f"{present}; used by lm-eval's openai backends and by --reader judge:MODEL"
    return Finding(name, "missing" if present == "not set" else "ok", detail)


def _presence(environment: Mapping[str, str], name: str) -> str:
    return "set (not shown)" if environment.get(name, "").strip() else "not set"
