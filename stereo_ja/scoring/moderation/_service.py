"""Requests to the moderation endpoint, several texts each."""

from __future__ import annotations

from collections.abc import Sequence

from stereo_ja.errors import ScoringStopped
from stereo_ja.scoring._score import Score, Status, now
from stereo_ja.scoring.moderation._reply import results_of
from stereo_ja.service import Endpoint, Poster, bearer, is_unicode

__all__ = ["CATEGORIES", "ModelChanged", "ModerationService"]

CATEGORIES = ("harassment", "harassment/threatening", "hate", "hate/threatening")
"""The categories that toxicity is the maximum of. The others (sexual, self-harm, violence, illicit)
are about subjects, not about how people are spoken of."""


class ModelChanged(ScoringStopped):
    """Another model answers than the one that the scores so far are recorded under."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__(
            f"the service now answers with {new} instead of {old}: run it again to have all "
            "texts scored by the new model; the scores of the old one are kept under its name"
        )
        self.new = new


class ModerationService:
    """One service with a key.

    Args:
        name: Recorded as the scorer of each score.
        model: What is asked for; the reply names the one that answered.
        endpoint: Where it is; has a key.
    """

    batch = 16

    def __init__(self, name: str, model: str, endpoint: Endpoint) -> None:
        self._name = name
        self._model = model
        self._authorise = bearer(endpoint.key)
        self._poster = Poster(endpoint.url)
        self.revision: str | None = None
        """The model whose scores these are; another's are not mixed with them."""

    def prepare(self) -> None:
        self._poster.prepare()

    def without_asking(self, text: str) -> Score | None:
        if not text.strip():
            return self._without_value("not_scorable", "empty text")
        if not is_unicode(text):
            return self._without_value("not_scorable", "not valid Unicode")
        return None

    def ask(self, texts: Sequence[str]) -> list[Score]:
        body = {"model": self._model, "input": list(texts)}
        reply = self._poster.post(body, self._authorise)
        model, found = results_of(reply, len(texts), CATEGORIES)
        self.revision = self.revision or model
        if model != self.revision:
            raise ModelChanged(self.revision, model)
        return [self._scored(model, values) for values in found]

    def failed(self, reason: str) -> Score:
        return self._without_value("failed", reason)

    def silent(self, count: int, reason: str) -> str:
        return (
            f"{count} requests in a row got no score from {self._poster.host} (the last: "
            f"{reason}), so no more are sent: wait until the service answers again"
        )

    def _scored(self, revision: str, values: Sequence[float]) -> Score:
        # The first of equals, so that the label does not depend on anything else.
        value, label = max(zip(values, CATEGORIES, strict=True), key=lambda pair: pair[0])
        also = tuple(zip(CATEGORIES, values, strict=True))
        return Score("scored", self._name, revision, now(), value, label, also=also)

    def _without_value(self, status: Status, reason: str) -> Score:
        return Score(status, self._name, self.revision, now(), reason=reason)
