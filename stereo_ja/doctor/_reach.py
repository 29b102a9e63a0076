"""Whether an address answers, asked without any key or token and not waited for too long."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from typing import Literal

__all__ = ["PATIENCE", "Answer", "ask_address"]

PATIENCE = 3.0
"""Seconds for one answer."""


@dataclass(frozen=True)
class Answer:
    """What a host said to one question."""

    state: Literal["offers", "refuses", "silent", "offline"]
    """``refuses``: it answered, with an error; ``offline``: it was not asked, by choice."""
    detail: str


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        """A redirect is answer enough: there is somebody."""


def ask_address(address: str, shown: str) -> Callable[[], Answer]:
    """Start asking; the returned function waits for the answer.

    Args:
        address: What is asked for, without a password.
        shown: How the host is named in the answer.
    """
    answers: list[Answer] = []
    deadline = time.monotonic() + PATIENCE
    # A timeout does not cover the name lookup, so the thread is not waited for any longer.
    thread = threading.Thread(target=lambda: answers.append(_head(address, shown)), daemon=True)
    thread.start()

    def answer() -> Answer:
        thread.join(max(0.0, deadline - time.monotonic()))
        late = Answer("silent", f"{shown} did not answer within {PATIENCE:.0f} s")
        return answers[0] if answers else late

    return answer


def _head(address: str, shown: str) -> Answer:
    request = urllib.request.Request(address, method="HEAD")
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=PATIENCE):
            return Answer("offers", f"{shown} answers")
    except urllib.error.HTTPError as error:
        error.close()
        state: Literal["offers", "refuses"] = "offers" if error.code < 400 else "refuses"
        return Answer(state, f"{shown} answers" + (f" ({error.code})" if error.code >= 400 else ""))
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        why = getattr(reason, "strerror", None) or type(reason).__name__
        return Answer("silent", f"{shown} cannot be reached ({why})")
