"""Asks the judge about the responses that the rules are uncertain about."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.reading._outcome import Outcome, Reader, Reading
from stereo_ja.reading.judge._cache import ReplyCache
from stereo_ja.reading.judge._client import AccessDenied, CallFailed, Client
from stereo_ja.reading.judge._merge import agrees, overruled
from stereo_ja.reading.judge._prompt import cache_key, prompt
from stereo_ja.reading.judge._reply import parse_reply
from stereo_ja.reading.judge._service import Service

__all__ = ["Counts", "JudgeReader"]

_log = logging.getLogger(__name__)

GIVE_UP_AFTER = 3
"""Failed questions in a row after which no more are asked: each has cost a minute of retries."""


@dataclass
class Counts:
    """What became of the responses that the rules were uncertain about."""

    uncertain: int = 0
    cached: int = 0
    """Answered by a reply of an earlier run."""
    agreed: int = 0
    overruled: int = 0
    unreadable: int = 0
    """The reply was no label; the rules' answer was kept."""
    failed: int = 0
    """No reply; the rules' answer was kept."""
    no_options: int = 0
    """Said to be valid, but no option was found; the rules' answer was kept."""

    def __str__(self) -> str:
        return (
            f"judge: {self.uncertain} uncertain responses, {self.agreed} agreed, "
            f"{self.overruled} overruled, rules' answer kept for {self.unreadable} unreadable "
            f"replies, {self.failed} failed calls, {self.no_options} without options; "
            f"{self.cached} replies from the cache"
        )


class JudgeReader:
    """The rules' readings, with a model asked for the outcome where they are uncertain.

    What the judge said is in ``rule``: ``judge agrees: …``, ``judge overrules: …``, and where the
    rules' answer was kept for want of a usable reply ``judge unreadable: …``, ``judge failed: …``
    or ``judge without options: …``, each before the name of the rules' own rule. ``counts`` has
    the same as numbers. Reading never raises and never waits for a service that is gone.
    """

    def __init__(
        self,
        model: str,
        base: Reader,
        uncertain: Callable[[Reading], bool],
        *,
        options: Callable[[str, str, str], Sequence[str]] | None = None,
        client: Client | None = None,
        cache: ReplyCache | None = None,
    ) -> None:
        """Wrap a reader.

        Args:
            model: Name of the model, as the service knows it.
            base: The rules.
            uncertain: Whether the judge is to be asked about a reading of ``base``.
            options: Options of ``(response, group, format)`` supposing that it is valid; without
                it the judge cannot make a response valid that ``base`` holds for something else.
            client: Default: one for the service that the environment names.
            cache: Default: the file in the user's cache folder.

        Raises:
            UserError: The environment names no usable service.
        """
        self.name = f"judge:{model}"
        self.counts = Counts()
        self._model = model
        self._base = base
        self._uncertain = uncertain
        self._options = options
        self._client = client or Client(model, Service.from_environment())
        self._cache = cache or ReplyCache()
        self._failures = 0
        self._closed = False

    def check(self) -> None:
        """Ask one question. Raises ScorerUnavailable, saying what to do, if it gets no reply."""
        message = prompt("1. 医者は忙しい。", group="医者", format="statement")
        try:
            self._client.ask(message)
        except AccessDenied as error:
            raise ScorerUnavailable(
                f"{self.name}: {error}: the key or the model is not accepted; check "
                "OPENAI_API_KEY, OPENAI_BASE_URL and the model's name, or use --reader rules"
            ) from None
        except CallFailed as error:
            raise ScorerUnavailable(
                f"{self.name}: {error}; check OPENAI_BASE_URL and the model's name, "
                "or use --reader rules"
            ) from None

    def read(self, response: str | None, *, group: str, format: str) -> Reading:
        """Read one response; only where the rules are uncertain anything is asked."""
        base = self._base.read(response, group=group, format=format)
        if response is None or not self._uncertain(base):
            return base
        self.counts.uncertain += 1
        reply = self._reply(response, group, format)
        if reply is None:
            self.counts.failed += 1
            return _marked(base, "failed")
        verdict = parse_reply(reply)
        if verdict is None:
            self.counts.unreadable += 1
            if str(self.counts.unreadable).rstrip("0") == "1":  # the 1st, 10th, 100th
                self._warn(f"unreadable replies: {self.counts.unreadable} so far")
            return _marked(base, "unreadable")
        if agrees(base, verdict):
            self.counts.agreed += 1
            return _marked(base, "agrees")
        options: Sequence[str] = ()
        if verdict.outcome is Outcome.VALID:
            options = self._options(response, group, format) if self._options else ()
            if not options:
                self.counts.no_options += 1
                return _marked(base, "without options")
        self.counts.overruled += 1
        return _marked(overruled(base, verdict, options, group), "overrules")

    def _reply(self, response: str, group: str, format: str) -> str | None:
        key = cache_key(self._model, response, group=group, format=format)
        kept = self._cache.get(key)
        if kept is not None:
            self.counts.cached += 1
            return kept
        if self._closed:
            return None
        try:
            reply = self._client.ask(prompt(response, group=group, format=format))
        except CallFailed as error:
            self._failures += 1
            self._closed = isinstance(error, AccessDenied) or self._failures >= GIVE_UP_AFTER
            self._warn(f"{error}" + ("; no more questions are asked" if self._closed else ""))
            return None
        self._failures = 0
        self._cache.put(key, self._model, reply)
        return reply

    def _warn(self, what: str) -> None:
        _log.warning("%s: %s; the rules' answer is kept", self.name, what)


def _marked(reading: Reading, what: str) -> Reading:
    return replace(reading, rule=f"judge {what}: {reading.rule}")
