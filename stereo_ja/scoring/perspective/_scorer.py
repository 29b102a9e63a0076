"""The scorer ``perspective``."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from stereo_ja.errors import ScorerUnavailable, ScoringStopped, UserError
from stereo_ja.scoring._score import Score
from stereo_ja.scoring._scorer import Kind
from stereo_ja.scoring._ways_out import OTHER_SCORERS
from stereo_ja.scoring.perspective._end import LAST_DAY, days_left, ended
from stereo_ja.scoring.perspective._endpoint import KEY, VARIABLES, revision_of
from stereo_ja.scoring.perspective._service import PerspectiveService
from stereo_ja.scoring.perspective._spec import ATTRIBUTES, parse_attributes
from stereo_ja.scoring.store import open_store
from stereo_ja.service import Client, Failed, ServiceStore

__all__ = ["PerspectiveScorer", "perspective_scorer"]

_log = logging.getLogger("stereo_ja")

_PROBE = "こんにちは。"


def perspective_scorer(kind: Kind, rest: str) -> PerspectiveScorer:
    """The scorer of ``perspective`` or ``perspective:REST``.

    Raises:
        UserError: REST names no attributes, or as for PerspectiveScorer.
    """
    return PerspectiveScorer(kind, parse_attributes(rest))


class PerspectiveScorer:
    """Toxicity as the Perspective API gives it: the probability that a reader finds a text toxic.

    Texts are sent one by one with ``doNotStore``, at the rate of ``PERSPECTIVE_API_QPS`` and with
    the key of ``PERSPECTIVE_API_KEY`` in a header. The service does not say which version of its
    model answered, so the date of a score is the only pin there is.

    Args:
        kind: ``toxicity``.
        attributes: From ``parse_attributes``; the first is the score's own value.
        language: The language all texts are taken to be in.
        store: Opens the score store, through which processes share send slots.
        environment: By default the process's own.
        today: Gives the date.

    Raises:
        UserError: The kind is sentiment, or the environment's settings cannot be used.
    """

    remote = True

    def __init__(
        self,
        kind: Kind,
        attributes: Sequence[str] = ATTRIBUTES[:1],
        *,
        language: str = "ja",
        store: Callable[[], ServiceStore] = open_store,
        environment: Mapping[str, str] | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        if kind != "toxicity":
            raise UserError(
                "perspective measures toxicity only: choose hf:REPO, lexicon or none for sentiment"
            )
        self.kind: Kind = kind
        self.attributes = tuple(attributes)
        first = self.attributes[0]
        self.name = "perspective" if first == ATTRIBUTES[0] else f"perspective:{first}"
        self.language: str | None = language
        endpoint = VARIABLES.endpoint(os.environ if environment is None else environment)
        self.revision: str | None = revision_of(endpoint)
        self._has_key = endpoint.key is not None
        self._today = today
        service = PerspectiveService(
            self.name, endpoint, self.attributes, language, lambda: ended(today())
        )
        self._client = Client(service, "perspective", endpoint, store)

    def check(self) -> None:
        """Send one harmless sentence, unless the service answered within the last twelve hours.

        Raises:
            ScorerUnavailable: No key, or no score for the sentence.
        """
        today = self._today()
        if not self._has_key:
            raise ScorerUnavailable(f"perspective needs a key: set {KEY}{_ways_out(today)}")
        probe = f"perspective:{'+'.join(self.attributes)}:{self.language}"
        if self._client.answered(probe) is None:
            self._ask_probe(today)
            self._client.remember(probe, self.revision or "")
        left = days_left(today)
        if left >= 0:
            _log.warning(
                "perspective: %d %s left until the service ends on %s",
                left, "day" if left == 1 else "days", LAST_DAY,
            )  # fmt: skip

    def score(self, texts: Iterable[str]) -> Iterator[tuple[int, Score]]:
        """Yield ``(index, score)`` in the order of the answers.

        The label of a score is the attribute that its value is of.

        Raises:
            ScoringStopped: No further text can be scored, with what to do.
        """
        if not self._has_key:
            raise ScoringStopped(f"perspective needs a key: set {KEY}{_ways_out(self._today())}")
        try:
            yield from self._client.ask(texts)
        except ScoringStopped as error:
            raise self._with_end(error) from None

    def _ask_probe(self, today: date) -> None:
        try:
            score = self._client.ask_once(_PROBE)
        except (Failed, ScoringStopped) as error:
            raise ScorerUnavailable(f"perspective: {error}{_ways_out(today)}") from None
        if score.status != "scored":
            raise ScorerUnavailable(
                f"perspective gives no score for {_PROBE}: {score.reason}{_ways_out(today)}"
            )

    def _with_end(self, error: ScoringStopped) -> ScoringStopped:
        note = ended(self._today())
        return error if note in str(error) else ScoringStopped(f"{error}{note}")


def _ways_out(today: date) -> str:
    return ended(today) or f"; {OTHER_SCORERS}"
