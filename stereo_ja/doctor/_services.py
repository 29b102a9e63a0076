"""Web services by their key: whether it is set, who answers, and the days that are left."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from stereo_ja.doctor._finding import Finding
from stereo_ja.doctor._reach import Answer, ask_address
from stereo_ja.errors import StereoJaError
from stereo_ja.judging import JUDGES
from stereo_ja.reading import READERS
from stereo_ja.scoring import SCORERS
from stereo_ja.service import Variables, host_of

__all__ = ["Key", "Services", "has_key", "key_finding", "keys_of_services"]

Ask = Callable[[], Answer]
_ENDED = "choose hf:REPO (a local model) or archive:FILE (stored scores)"


@dataclass(frozen=True)
class Key:
    """One key, and what it is for."""

    variables: Variables
    """Of the first that uses it."""
    used_by: tuple[str, ...]
    """As they are chosen, without what stands behind a colon."""


def keys_of_services() -> list[Key]:
    """Every key that a scorer, a reader or a judge declares."""
    users = [
        *SCORERS.services().items(),
        *((f"--reader {name}", service) for name, service in READERS.services().items()),
        *((f"the judge {name}", service) for name, service in JUDGES.services().items()),
    ]
    keys: dict[str, Key] = {}
    for name, variables in users:
        known = keys.get(variables.key, Key(variables, ()))
        keys[variables.key] = Key(known.variables, (*known.used_by, name))
    return list(keys.values())


class Services:
    """The services a key is set for, asked at once."""

    def __init__(self) -> None:
        self._asks = {
            key: _ask(key.variables, os.environ) if has_key(os.environ, key.variables.key) else None
            for key in keys_of_services()
        }

    def findings(self) -> list[Finding]:
        """One for every key."""
        today = date.today()
        return [key_finding(key, os.environ, today, ask) for key, ask in self._asks.items()]


def key_finding(key: Key, environment: Mapping[str, str], today: date, ask: Ask | None) -> Finding:
    """The key, the endpoint, and how long there is something to use it for.

    Args:
        key: Which.
        environment: The process's own.
        today: The date.
        ask: Waits for the endpoint's answer; None if it is not asked, there being no key.
    """
    name, last = key.variables.key, key.variables.last_day
    present = "set (not shown)" if has_key(environment, name) else "not set"
    detail = f"{present}; used by {', '.join(key.used_by)}"
    if last is not None:
        days = (last - today).days
        if days < 0:
            return Finding(name, "missing", f"{present}; the service has ended ({last})", _ENDED)
        left = "1 day" if days == 1 else f"{days} days"
        detail += f"; {left} left until the service ends on {last}"
    if ask is None:
        return Finding(name, "missing", detail)
    answer = ask()
    detail += f"; {answer.detail}"
    if answer.state == "silent":
        fix = f"check the network, a proxy (HTTPS_PROXY), and {key.variables.url} if it is set"
        return Finding(name, "problem", detail, fix)
    return Finding(name, "ok", detail)


def has_key(environment: Mapping[str, str], name: str) -> bool:
    """Whether a key is set to more than blanks."""
    return bool(environment.get(name, "").strip())


def _ask(variables: Variables, environment: Mapping[str, str]) -> Ask:
    """Start asking whether a service is there; no key is sent."""
    try:
        address = variables.endpoint(environment).url
    except StereoJaError as error:
        wrong = Answer("silent", str(error))
        return lambda: wrong
    scheme, _, rest = address.partition("://")
    return ask_address(f"{scheme}://{rest.rpartition('@')[2]}", host_of(address))
