"""A model that is asked by messages; no reply is paid for twice."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from stereo_ja.errors import ScorerUnavailable, ScoringStopped
from stereo_ja.service._chat import Answer, ChatService
from stereo_ja.service._client import Client
from stereo_ja.service._endpoint import Variables
from stereo_ja.service._errors import Failed
from stereo_ja.service._stored import Reserved, ask_stored
from stereo_ja.store import ReplyStore, open_replies

__all__ = ["Model"]

_LATENCY = 15.0
"""Seconds for a reply with which the quota can still be used."""


class Model:
    """One model behind an OpenAI-compatible endpoint.

    Replies are stored by a hash of the message, the model and the settings, the moment they
    arrive; the address is not part of it. Processes do not ask the same at the same time.

    Args:
        name: For messages, such as ``judge:MODEL``.
        model: As the service knows it.
        variables: Name the endpoint.
        settings: Sent along with each message.
        store: Opens where the replies are kept.
        environment: By default the process's own.

    Raises:
        UserError: The environment names no usable endpoint.
    """

    def __init__(
        self,
        name: str,
        model: str,
        variables: Variables,
        *,
        settings: Mapping[str, Any] | None = None,
        store: Callable[[], ReplyStore] = open_replies,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self._settings = {"temperature": 0} if settings is None else dict(settings)
        self._model = model
        self._variables = variables
        self._store = store
        self._endpoint = variables.endpoint(os.environ if environment is None else environment)
        self._client = Client(
            ChatService(model, self._endpoint, variables, self._settings, self._keep),
            f"chat:{model}", self._endpoint, store, _LATENCY,
        )  # fmt: skip

    @property
    def place(self) -> str:
        """The store's file."""
        return str(self._store().path)

    def check(self, message: str) -> None:
        """Ask one question, unless the model has answered one within the last twelve hours.

        Raises:
            ScorerUnavailable: It got no reply.
            StoreUnusable: Replies could not be stored.
        """
        if self._client.answered(self.name) is not None:
            return
        try:
            self._client.ask_once(message)
        except (Failed, ScoringStopped) as error:
            raise ScorerUnavailable(
                f"{self.name} at {self._endpoint.host}: {error}; check {self._variables.key}, "
                f"{self._variables.url} and the model's name"
            ) from None
        self._client.remember(self.name, self._model)

    def find(self, messages: Sequence[str]) -> dict[str, Answer]:
        """The stored replies. Raises StoreUnusable."""
        keys = {self._key(message): message for message in messages}
        found = self._store().get(list(keys))
        return {keys[key]: Answer(text, stored=True) for key, text in found.items()}

    def put(self, text: str, answer: Answer) -> None:
        """Nothing: a reply is stored by the thread that received it."""

    def reserve(self, texts: Sequence[str]) -> Reserved[Answer]:
        """The messages one by one, none of which another process is asking."""
        return Reserved(self, texts, self._store().claims(), self._key)

    def ask(self, messages: Sequence[str]) -> Iterator[tuple[str, Answer]]:
        """Yield ``(message, answer)`` for distinct messages, as the answers come.

        Raises:
            ScoringStopped: No further reply is to be had, with what to do.
            StoreUnusable: Replies can no longer be stored.
            KeyboardInterrupt: On Ctrl-C, when what was under way is stored.
        """
        return ask_stored(self, messages, self._client.ask)

    def _keep(self, text: str, answer: Answer) -> None:
        if answer.text is not None:
            self._store().put(self._key(text), answer.text)

    def _key(self, message: str) -> bytes:
        parts = json.dumps([self._model, self._settings, message], sort_keys=True)
        return hashlib.sha256(parts.encode("ascii")).digest()
