"""Asks a service about many texts, by several threads."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterable, Sequence
from typing import Generic, TypeVar

from stereo_ja.errors import ScoringStopped
from stereo_ja.service._errors import Failed, GaveUp, Halted
from stereo_ja.service._feed import Drawn, Feed
from stereo_ja.service._pace import Pace
from stereo_ja.service._retry import with_retries
from stereo_ja.service._service import Service

__all__ = ["ask_once", "ask_service"]

_IN_A_ROW = 5
"""Requests without an answer after which no more are sent: each has cost a minute of retries."""
_AT_CHECK = 4
"""Attempts of a check that may meet a fault."""
_PATIENCE = 5.0
"""Seconds without an answer after which those under way are left, once it is to stop."""


T = TypeVar("T")


def ask_service(
    service: Service[T], texts: Iterable[str], pace: Pace
) -> Generator[tuple[int, T], None, None]:
    """Yield ``(index, answer)`` for every text that ``texts`` gives, as the answers come.

    A text is drawn only when a request for it is next, and at most ``pace.workers`` requests are
    between the drawing and the moment at which the consumer comes back for more: by then it has
    stored what was yielded, so that no more than those are lost if the process dies.

    Raises:
        ScoringStopped: No further text can be asked about.
        KeyboardInterrupt: After the first Ctrl-C. Both only when what was under way has been
            yielded, which takes as long as the service does; a second Ctrl-C ends it at once.
    """
    return _Pass(service, texts, pace).answers()


def ask_once(service: Service[T], text: str, pace: Pace) -> T:
    """The answer for one text, with fewer retries, because a person is waiting for it.

    Raises:
        Failed: It got none.
        ScoringStopped: As above.
    """
    service.prepare()
    sent = pace.wait()
    return with_retries(lambda: service.ask([text]), pace, sent, most=_AT_CHECK)[0]


class _Pass(Generic[T]):
    def __init__(self, service: Service[T], texts: Iterable[str], pace: Pace) -> None:
        self._service, self._pace = service, pace
        self._feed = Feed(texts, room=pace.workers * service.batch)
        self._turn = threading.Lock()
        """Held by the one worker that draws texts and waits for a slot."""
        self._out: queue.SimpleQueue[tuple[int, T] | BaseException | None] = queue.SimpleQueue()
        self._count = threading.Lock()
        self._in_a_row = 0

    def answers(self) -> Generator[tuple[int, T], None, None]:
        self._service.prepare()
        # Daemons, so that Ctrl-C need not wait for a server that does not answer.
        workers = [
            threading.Thread(target=self._work, name="stereo-ja ask", daemon=True)
            for _ in range(self._pace.workers)
        ]
        stopped: BaseException | None = None
        try:
            try:
                for worker in workers:
                    worker.start()
            except KeyboardInterrupt as interrupt:
                # Those that were started may have asked already.
                stopped = interrupt
                self._stop()
            working = sum(worker.ident is not None for worker in workers)
            while working:
                try:
                    item = self._out.get(timeout=None if stopped is None else _PATIENCE)
                except KeyboardInterrupt as interrupt:
                    if isinstance(stopped, KeyboardInterrupt):
                        raise
                    item = interrupt
                except queue.Empty:
                    break
                if item is None:
                    working -= 1
                elif isinstance(item, BaseException):
                    # The answers that are under way are paid for: they are still waited for.
                    stopped = item if stopped is None else stopped
                    self._stop()
                else:
                    yield item
                    self._feed.done()
        finally:
            self._stop()
        if stopped is not None:
            raise stopped

    def _stop(self) -> None:
        self._pace.stop()
        self._feed.close()

    def _work(self) -> None:
        try:
            while self._ask_next():
                pass
        except Halted:
            pass
        except BaseException as error:
            self._out.put(error)
        self._out.put(None)

    def _ask_next(self) -> bool:
        with self._turn:
            drawn = self._feed.take(self._service.batch)
            left = [(index, text) for index, text in drawn if not self._settled(index, text)]
            sent = self._pace.wait() if left else 0.0
        if left:
            self._ask(left, sent)
        return bool(drawn)

    def _settled(self, index: int, text: str) -> bool:
        answer = self._service.without_asking(text)
        if answer is not None:
            self._out.put((index, answer))
        return answer is not None

    def _ask(self, drawn: Sequence[Drawn], sent: float) -> None:
        texts = [text for _, text in drawn]
        try:
            answers = with_retries(lambda: self._service.ask(texts), self._pace, sent)
        except Failed as error:
            if len(drawn) > 1 and not isinstance(error, GaveUp):
                # One text that the service does not take must not cost the others their answer.
                for one in drawn:
                    self._ask([one], self._pace.wait())
                return
            for index, _ in drawn:
                self._out.put((index, self._service.failed(str(error))))
            self._count_failure(str(error))
            return
        with self._count:
            self._in_a_row = 0
        for (index, _), answer in zip(drawn, answers, strict=True):
            self._out.put((index, answer))

    def _count_failure(self, reason: str) -> None:
        with self._count:
            self._in_a_row += 1
            count = self._in_a_row
        if count >= _IN_A_ROW:
            raise ScoringStopped(self._service.silent(count, reason))
