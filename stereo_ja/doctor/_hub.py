"""Whether the Hugging Face Hub answers, asked without any token."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from typing import Literal
from urllib.parse import quote, urlsplit

from stereo_ja.doctor._finding import Finding

__all__ = ["Answer", "ask_hub", "hub"]

_PATIENCE = 3.0
"""Seconds for one answer."""


@dataclass(frozen=True)
class Answer:
    """What the Hub said to one question."""

    state: Literal["offers", "refuses", "silent", "offline"]
    """``refuses``: it answered, with an error; ``offline``: it was not asked, by choice."""
    detail: str


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        """A redirect is answer enough: the file is offered."""


def ask_hub(repo: str | None, revision: str | None) -> Callable[[], Answer]:
    """Start asking for a model's configuration, or just for the Hub; the result waits.

    ``HF_ENDPOINT`` and ``HF_HUB_OFFLINE`` are honoured as huggingface_hub reads them.
    """
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        offline = Answer(
            "offline", "the Hub is not asked: HF_HUB_OFFLINE or TRANSFORMERS_OFFLINE is set"
        )
        return lambda: offline
    parts = urlsplit(constants.ENDPOINT)
    # An address may carry a password, which is neither sent nor shown.
    shown = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        wrong = Answer("silent", "HF_ENDPOINT is not an address like https://huggingface.co")
        return lambda: wrong
    address = shown + parts.path
    if repo is not None:
        address += f"/{quote(repo)}/resolve/{quote(revision or 'main', safe='')}/config.json"
    answers: list[Answer] = []
    deadline = time.monotonic() + _PATIENCE
    # A timeout does not cover the name lookup, so the thread is not waited for any longer.
    thread = threading.Thread(target=lambda: answers.append(_head(address, shown)), daemon=True)
    thread.start()

    def answer() -> Answer:
        thread.join(max(0.0, deadline - time.monotonic()))
        late = Answer("silent", f"{shown} did not answer within {_PATIENCE:.0f} s")
        return answers[0] if answers else late

    return answer


def hub(answers: list[Answer]) -> Finding:
    """The Hub itself, from what it said to all questions."""
    best = min(answers, key=lambda a: ("offers", "refuses", "offline", "silent").index(a.state))
    if best.state in ("offers", "refuses"):
        return Finding("Hugging Face Hub", "ok", best.detail)
    if best.state == "offline":
        return Finding("Hugging Face Hub", "missing", best.detail)
    fix = "check the network, a proxy (HTTPS_PROXY) or a mirror (HF_ENDPOINT); cached models work"
    return Finding("Hugging Face Hub", "problem", best.detail, fix)


def _head(address: str, shown: str) -> Answer:
    request = urllib.request.Request(address, method="HEAD")
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=_PATIENCE):
            return Answer("offers", f"{shown} answers")
    except urllib.error.HTTPError as error:
        error.close()
        state: Literal["offers", "refuses"] = "offers" if error.code < 400 else "refuses"
        return Answer(state, f"{shown} answers" + (f" ({error.code})" if error.code >= 400 else ""))
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        why = getattr(reason, "strerror", None) or type(reason).__name__
        return Answer("silent", f"{shown} cannot be reached ({why})")
