"""Requests to an OpenAI-compatible chat endpoint, one message each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stereo_ja.service._endpoint import Endpoint, Variables
from stereo_ja.service._errors import TryAgain
from stereo_ja.service._openai import bearer, raise_for_openai
from stereo_ja.service._post import Poster
from stereo_ja.service._values import dig

__all__ = ["Answer", "ChatService"]

_PATIENCE = 60.0
"""Seconds between two pieces of a reply: a model may think before it says anything."""


@dataclass(frozen=True)
class Answer:
    """What a model said to one message, or why there is nothing."""

    text: str | None
    """Empty where the model gave nothing but a thought, or a filter took it; None without reply."""
    reason: str = ""
    stored: bool = False
    """Whether it was there before it was asked for."""


class ChatService:
    """One model at one endpoint.

    Args:
        model: As the service knows it.
        endpoint: Where it is; a key is not needed.
        variables: Named in messages.
        settings: Sent along, such as the temperature.
        keep: Called with the message and its answer the moment a reply is there.
    """

    batch = 1

    def __init__(
        self,
        model: str,
        endpoint: Endpoint,
        variables: Variables,
        settings: Mapping[str, Any],
        keep: Callable[[str, Answer], None],
    ) -> None:
        self._body = {"model": model, **settings}
        self._variables = variables
        self._keep = keep
        self._authorise = bearer(endpoint.key)
        self._poster = Poster(endpoint.url, _PATIENCE)

    def prepare(self) -> None:
        self._poster.prepare()

    def without_asking(self, text: str) -> Answer | None:
        return None

    def ask(self, texts: Sequence[str]) -> list[Answer]:
        (text,) = texts
        body = self._body | {"messages": [{"role": "user", "content": text}]}
        reply = self._poster.post(body, self._authorise)
        raise_for_openai(reply, self._variables, "check its name")
        message = dig(reply.json(), "choices", 0, "message")
        if not isinstance(message, dict):
            # A proxy's page, or half a reply: it may be another one next time.
            raise TryAgain("no chat completion in the reply")
        content = message.get("content")
        answer = Answer(content if isinstance(content, str) else "")
        self._keep(text, answer)
        return [answer]

    def failed(self, reason: str) -> Answer:
        return Answer(None, reason)

    def silent(self, count: int, reason: str) -> str:
        return (
            f"{count} questions in a row got no reply from {self._poster.host} (the last: "
            f"{reason}); no more questions are asked"
        )
