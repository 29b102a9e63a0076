"""The scorer ``openai-moderation``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping

from stereo_ja.errors import ScorerUnavailable, ScoringStopped, UserError
from stereo_ja.scoring._score import Score
from stereo_ja.scoring._scorer import Kind
from stereo_ja.scoring._ways_out import OTHER_SCORERS
from stereo_ja.scoring.moderation._reply import VARIABLES
from stereo_ja.scoring.moderation._service import (
    CATEGORIES,
    ModelChanged,
    ModerationService,
)
from stereo_ja.scoring.store import open_store
from stereo_ja.service import Client, Failed, ServiceStore

__all__ = ["ModerationScorer", "moderation_scorer"]

_PROBE = "こんにちは。"
_MODEL = "omni-moderation-latest"
_NO_KEY = f"needs a key: set {VARIABLES.key}; {OTHER_SCORERS}"


def moderation_scorer(kind: Kind, rest: str) -> ModerationScorer:
    """The scorer of ``openai-moderation`` or ``openai-moderation:MODEL``.

    Raises:
        UserError: As for ModerationScorer.
    """
    return ModerationScorer(kind, rest.strip() or _MODEL)


class ModerationScorer:
    """Toxicity as the highest of OpenAI's moderation scores for harassment and hate.

    The label of a score is the category that gave it. Texts are sent sixteen at a time with the
    key of ``OPENAI_API_KEY``, at ``OPENAI_MODERATION_QPS`` requests per second.

    Args:
        kind: ``toxicity``.
        model: What is asked for; an alias such as ``omni-moderation-latest`` is recorded as the
            model that the reply names.
        store: Opens the score store, through which processes share send slots.
        environment: By default the process's own.

    Raises:
        UserError: The kind is sentiment, or the environment's settings cannot be used.
    """

    name = "openai-moderation"
    remote = True
    language: str | None = None

    def __init__(
        self,
        kind: Kind,
        model: str = _MODEL,
        *,
        store: Callable[[], ServiceStore] = open_store,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        if kind != "toxicity":
            raise UserError(
                "openai-moderation measures toxicity only: choose hf:REPO, lexicon or none for "
                "sentiment"
            )
        self.kind: Kind = kind
        self.attributes: tuple[str, ...] = (kind, *CATEGORIES)
        self.revision: str | None = None
        """Known after ``check``: the model that answers."""
        endpoint = VARIABLES.endpoint(os.environ if environment is None else environment)
        self._has_key = endpoint.key is not None
        self._probe = f"{self.name}:{model}"
        self._service = ModerationService(self.name, model, endpoint)
        self._client = Client(self._service, self.name, endpoint, store)

    def check(self) -> None:
        """Send one harmless sentence, unless the service answered within the last twelve hours.

        Raises:
            ScorerUnavailable: No key, or no score for the sentence.
        """
        if not self._has_key:
            raise ScorerUnavailable(f"{self.name} {_NO_KEY}")
        remembered = self._client.answered(self._probe)
        if remembered is not None:
            self.revision = self._service.revision = remembered.revision
            return
        try:
            self.revision = self._client.ask_once(_PROBE).revision
        except (Failed, ScoringStopped) as error:
            raise ScorerUnavailable(f"{self.name}: {error}; {OTHER_SCORERS}") from None
        self._client.remember(self._probe, self.revision or "")

    def score(self, texts: Iterable[str]) -> Iterator[tuple[int, Score]]:
        """Yield ``(index, score)`` in the order of the answers.

        Raises:
            ScoringStopped: No further text can be scored, with what to do.
        """
        if not self._has_key:
            raise ScoringStopped(f"{self.name} {_NO_KEY}")
        try:
            yield from self._client.ask(texts)
        except ModelChanged as error:
            self._client.remember(self._probe, error.new)
            raise
