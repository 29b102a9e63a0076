"""Services that score: key, endpoint, and for Perspective the days that are left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from stereo_ja.doctor._finding import Finding
from stereo_ja.doctor._reach import Answer, ask_address
from stereo_ja.errors import StereoJaError
from stereo_ja.scoring.moderation._reply import VARIABLES as MODERATION
from stereo_ja.scoring.perspective import LAST_DAY, days_left
from stereo_ja.scoring.perspective._endpoint import VARIABLES as PERSPECTIVE
from stereo_ja.service import host_of

__all__ = [
    "Ask",
    "ask_service",
    "has_key",
    "moderation_url",
    "openai",
    "perspective",
    "perspective_url",
]

Ask = Callable[[], Answer]
_ENDED = "choose hf:REPO (a local model) or archive:FILE (stored scores)"


def ask_service(url: Callable[[Mapping[str, str]], str], environment: Mapping[str, str]) -> Ask:
    """Start asking whether a service is there; no key is sent.

    Args:
        url: From the environment to the address; raises StereoJaError for a wrong one.
        environment: The process's own.
    """
    try:
        address = url(environment)
    except StereoJaError as error:
        wrong = Answer("silent", str(error))
        return lambda: wrong
    shown = host_of(address)
    scheme, _, rest = address.partition("://")
    return ask_address(f"{scheme}://{rest.rpartition('@')[2]}", shown)


def perspective_url(environment: Mapping[str, str]) -> str:
    """Where texts would be sent."""
    return PERSPECTIVE.endpoint(environment).url


def moderation_url(environment: Mapping[str, str]) -> str:
    """Where texts would be sent."""
    return MODERATION.endpoint(environment).url


def perspective(environment: Mapping[str, str], today: date, ask: Ask | None) -> Finding:
    """Perspective's key and endpoint, and how long there is something to use it for.

    Args:
        environment: The process's own.
        today: The date.
        ask: Waits for the endpoint's answer; None if it is not asked, there being no key.
    """
    name = "PERSPECTIVE_API_KEY"
    present, days = _presence(environment, name), days_left(today)
    if days < 0:
        detail, fix = f"{present}; the service has ended ({LAST_DAY})", _ENDED
        return Finding(name, "missing", detail, fix)
    left = "1 day" if days == 1 else f"{days} days"
    detail = f"{present}; {left} left until the service ends on {LAST_DAY}"
    return _with_endpoint(name, present, detail, ask, "PERSPECTIVE_API_URL")


def openai(environment: Mapping[str, str], ask: Ask | None) -> Finding:
    """OpenAI's key and moderation endpoint; arguments as for ``perspective``."""
    name = "OPENAI_API_KEY"
    present = _presence(environment, name)
    detail = f"{present}; used by openai-moderation, by --reader judge:MODEL and by lm-eval"
    return _with_endpoint(name, present, detail, ask, "OPENAI_BASE_URL")


def has_key(environment: Mapping[str, str], name: str) -> bool:
    """Whether a key is set to more than blanks."""
    return bool(environment.get(name, "").strip())


def _with_endpoint(name: str, present: str, detail: str, ask: Ask | None, variable: str) -> Finding:
    if ask is None:
        return Finding(name, "missing", detail)
    answer = ask()
    detail += f"; {answer.detail}"
    if answer.state == "silent":
        fix = f"check the network, a proxy (HTTPS_PROXY), and {variable} if it is set"
        return Finding(name, "problem", detail, fix)
    return Finding(name, "ok", detail)


def _presence(environment: Mapping[str, str], name: str) -> str:
    return "set (not shown)" if has_key(environment, name) else "not set"
