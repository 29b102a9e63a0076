"""Errors meant for the person at the keyboard.

    StereoJaError
    ├── UserError            the input is wrong: shown as one line, exit code 2
    ├── ScorerUnavailable    a chosen scorer cannot work here: also exit code 2
    └── ScoringStopped       a scorer that worked can score no further text

Every message says what is wrong, where, and what to do next.
"""

from __future__ import annotations

__all__ = ["ScorerUnavailable", "ScoringStopped", "StereoJaError", "UserError"]


class StereoJaError(Exception):
    """Base of everything this package raises on purpose."""


class UserError(StereoJaError):
    """The user's input is wrong; the message is one clear line."""


class ScorerUnavailable(StereoJaError):
    """A chosen scorer cannot work here (missing package, model, key, label set)."""


class ScoringStopped(StereoJaError):
    """A scorer broke off for good: a refused key, a service that is gone, failure after failure.

    What it had scored is kept; the texts it had not reached are marked failed with this message.
    """
