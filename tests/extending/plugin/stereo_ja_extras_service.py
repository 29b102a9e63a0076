"""A scorer behind a web service, as an outside package adds it."""

from __future__ import annotations

import os

from stereo_ja.scoring import Score, register_scorer
from stereo_ja.scoring.store import open_store
from stereo_ja.service import (
    Client,
    Poster,
    TryAgain,
    Variables,
    bearer,
    dig,
    raise_for_status,
    unit_value,
)

NOW = "2026-01-01T00:00:00+00:00"
VARIABLES = Variables(
    key="LETTERS_API_KEY", url="LETTERS_API_URL", rate="LETTERS_API_QPS",
    home="https://letters.example", path="/v1/letters", usual=200.0,
)  # fmt: skip


class LettersService:
    """Up to four texts in a request; a score for each in the reply."""

    batch = 4

    def __init__(self, endpoint):
        self._poster, self._authorise = Poster(endpoint.url), bearer(endpoint.key)

    def prepare(self):
        self._poster.prepare()

    def without_asking(self, text):
        return None

    def ask(self, texts):
        reply = self._poster.post({"texts": list(texts)}, self._authorise)
        raise_for_status(reply, VARIABLES.url)
        values = [unit_value(value) for value in dig(reply.json(), "scores") or ()]
        if len(values) != len(texts) or None in values:
            raise TryAgain("a reply without all the scores")
        return [Score("scored", "letters", "v1", NOW, value=value) for value in values]

    def failed(self, reason):
        return Score("failed", "letters", "v1", NOW, reason=reason)

    def silent(self, count, reason):
        return f"{count} requests in a row got no score ({reason}): wait and run it again"


class LettersScorer:
    """Toxicity by a service that counts letters."""

    name = "letters"
    revision: str | None = "v1"
    attributes: tuple[str, ...] = ("toxicity",)
    language: str | None = None
    remote = True

    def __init__(self, kind):
        self.kind = kind
        endpoint = VARIABLES.endpoint(os.environ)
        self._client = Client(LettersService(endpoint), self.name, endpoint, open_store)

    def check(self):
        pass

    def score(self, texts):
        yield from self._client.ask(texts)


register_scorer("letters", lambda kind, rest: LettersScorer(kind), service=VARIABLES)
