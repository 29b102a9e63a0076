"""Asks the judge about the responses that the rules are uncertain about."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from stereo_ja.errors import ScorerUnavailable, ScoringStopped
from stereo_ja.reading._outcome import Outcome, Reading
from stereo_ja.reading._reader import Reader, Request
from stereo_ja.reading._safely import read_one, reader_error
from stereo_ja.reading.judge._counts import Counts
from stereo_ja.reading.judge._merge import agrees, overruled
from stereo_ja.reading.judge._prompt import prompt
from stereo_ja.reading.judge._reply import parse_reply
from stereo_ja.service import Answer, Model
from stereo_ja.store import StoreUnusable

__all__ = ["JudgeReader"]

_log = logging.getLogger("stereo_ja")
_NOT_ASKED = Answer(None)
_GIVE_UP_AFTER = 3
"""Questions in a row without a reply after which no more are asked: each has cost a minute of
retries."""


class JudgeReader:
    """The rules' readings, with a model asked for the outcome where they are uncertain.

    What the judge said is in ``rule``: ``judge agrees: …``, ``judge overrules: …``, and where the
    rules' answer was kept for want of a usable reply ``judge unreadable: …``, ``judge failed: …``
    or ``judge without options: …``, each before the name of the rules' own rule. ``counts`` has
    the same as numbers. A service that is gone costs its answers, never a reading.

    Args:
        model: The judge.
        base: The rules.
        uncertain: Whether the judge is to be asked about a reading of ``base``.
        options: Options of ``(response, group, format)`` supposing that it is valid; without it
            the judge cannot make a response valid that ``base`` holds for something else.
    """

    def __init__(
        self,
        model: Model,
        base: Reader,
        uncertain: Callable[[Reading], bool],
        *,
        options: Callable[[str, str, str], Sequence[str]] | None = None,
    ) -> None:
        self.name = model.name
        self.counts = Counts()
        self._model = model
        self._base = base
        self._uncertain = uncertain
        self._options = options
        self._failures = 0
        self._closed = False

    def check(self) -> None:
        """Ask one question. Raises ScorerUnavailable or StoreUnusable, saying what to do."""
        try:
            self._model.check(prompt("1. 医者は忙しい。", group="医者", format="statement"))
        except ScorerUnavailable as error:
            raise ScorerUnavailable(f"{error}, or use --reader rules") from None

    def read(self, response: str | None, *, group: str, format: str) -> Reading:
        """Read one response; only where the rules are uncertain anything is asked."""
        (reading,) = self.read_all([Request(response, group, format)])
        return reading

    def read_all(self, items: Sequence[Request]) -> Iterator[Reading]:
        """Read many, asking several questions at a time; one reading for each item, in order.

        Raises:
            KeyboardInterrupt: On Ctrl-C, after logging how far it came; all replies are stored.
        """
        bases = [read_one(self._base, item) for item in items]
        questions = [
            None if item.response is None or not self._uncertain(base)
            else prompt(item.response, group=item.group, format=item.format)
            for item, base in zip(items, bases, strict=True)
        ]  # fmt: skip
        answers: dict[str, Answer] = {}
        done = 0
        for question, answer in self._answers(list(dict.fromkeys(filter(None, questions)))):
            answers[question] = answer
            while done < len(items) and (questions[done] is None or questions[done] in answers):
                yield self._merged(items[done], bases[done], questions[done], answers)
                done += 1
        for at in range(done, len(items)):
            yield self._merged(items[at], bases[at], questions[at], answers)

    def remarks(self) -> list[str]:
        """The counts."""
        return [str(self.counts)]

    def _answers(self, questions: Sequence[str]) -> Iterator[tuple[str, Answer]]:
        """Stored ones first, then the others; fewer once the service or the store is given up."""
        count = 0
        try:
            stored = self._model.find(questions)
            for answer in [*stored.items(), None]:
                if answer is not None:
                    count += 1
                    yield answer
            rest = [question for question in questions if question not in stored]
            for answer in self._model.ask(rest) if rest and not self._closed else ():
                count += 1
                yield answer
        except KeyboardInterrupt:
            _log.error(
                "%s: stopped; %d of %d questions remain, the others are in %s; run the same again "
                "to go on without asking those twice",
                self.name, len(questions) - count, len(questions), self._model.place,
            )  # fmt: skip
            raise
        except (ScoringStopped, StoreUnusable) as error:
            self._warn(str(error), 0 if not self._closed else None)
            self._closed = True

    def _merged(
        self, item: Request, base: Reading, question: str | None, answers: dict[str, Answer]
    ) -> Reading:
        if question is None:
            return base
        try:
            return self._decided(item, base, answers.get(question, _NOT_ASKED))
        except Exception as error:
            return reader_error(self.name, item, error)

    def _decided(self, item: Request, base: Reading, answer: Answer) -> Reading:
        counts = self.counts
        counts.uncertain += 1
        counts.cached += answer.stored
        if answer.text is None:
            counts.failed += 1
            self._failures += 1
            if self._failures >= _GIVE_UP_AFTER and not self._closed:
                self._closed = True
                self._warn("no more questions are asked", 0)
            if answer.reason:
                self._warn(answer.reason, counts.failed)
            return _marked(base, "failed")
        self._failures = 0
        verdict = parse_reply(answer.text)
        if verdict is None:
            counts.unreadable += 1
            self._warn("unreadable replies", counts.unreadable)
            return _marked(base, "unreadable")
        if agrees(base, verdict):
            counts.agreed += 1
            return _marked(base, "agrees")
        options: Sequence[str] = ()
        if verdict.outcome is Outcome.VALID:
            if self._options is not None:
                options = self._options(item.response or "", item.group, item.format)
            if not options:
                counts.no_options += 1
                return _marked(base, "without options")
        counts.overruled += 1
        return _marked(overruled(base, verdict, options, item.group), "overrules")

    def _warn(self, what: str, count: int | None) -> None:
        """Say that an answer was kept; ``count`` is the how many-th of its kind, if they recur."""
        if count is None or (count and str(count).rstrip("0") != "1"):  # the 1st, 10th, 100th
            return
        so_far = f" ({count:,} so far)" if count else ""
        _log.warning("%s: %s%s; the rules' answer is kept", self.name, what, so_far)


def _marked(reading: Reading, what: str) -> Reading:
    return replace(reading, rule=f"judge {what}: {reading.rule}")
