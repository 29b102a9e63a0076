"""When the next request may be sent."""

from __future__ import annotations

import logging
import math
import random
import threading
import time

from stereo_ja.service._errors import Halted
from stereo_ja.service._slots import ServiceStore

__all__ = ["Pace"]

_log = logging.getLogger("stereo_ja")

_SHARE, _SHARE_WHEN_FAST, _FAST = 0.957, 0.945, 20.0
"""Of the allowed rate, and from how many requests per second the smaller share holds. The rest, 45
or 58 ms in each second, is what a request may arrive late or early without one more than allowed
falling into any second. Many threads on a busy machine need more of it."""
_LATE = 0.005
"""Seconds after its slot from which a request moves the slots after it, by as much as it is late:
a busy machine woke us, and the next one may be woken in time."""
_LONGEST_PAUSE = 60.0
"""Seconds; a pause that the server did not ask for. Quotas are counted by the minute."""
_WORTH_A_WORD = 10.0
"""Seconds of a pause that a person should hear of."""
_NEXT_PROBE = 1.0
"""Seconds after which a second request goes ahead, if the first one's answer is not there."""
_WORKERS = (4, 64)


class Pace:
    """Spaces the requests of one pass, and holds all of them when the quota is used up.

    Args:
        service: The name under which processes share send slots.
        rate: Requests per second that the service allows.
        store: Gives out the slots.
        latency: Seconds for an answer with which the quota can still be used, up to 64 workers.
    """

    def __init__(
        self, service: str, rate: float, store: ServiceStore, latency: float = 3.0
    ) -> None:
        self.workers = min(_WORKERS[1], max(_WORKERS[0], math.ceil(latency * rate)))
        """Requests that may be under way at once."""
        self._service = service
        self._interval = 1.0 / ((_SHARE_WHEN_FAST if rate > _FAST else _SHARE) * rate)
        self._store = store
        self._stopping = threading.Event()
        self._changed = threading.Condition()
        self._held_until = self._held_since = -math.inf
        self._gate_until = -math.inf
        """While one request goes ahead of the others."""
        self._refusals = 0
        self._last_refused = False

    def wait(self) -> float:
        """Wait for a slot and return the time at which it came (``time.monotonic``).

        Raises:
            Halted: The pass is stopping.
        """
        while True:
            self._pass_hold()
            asked = time.monotonic()
            due = asked + self._store.reserve_slot(self._service, self._interval)
            self.sleep(due - time.monotonic())
            now = time.monotonic()
            if self._held_until > now:
                continue
            if now - due > _LATE:
                self._store.reserve_slot(self._service, now - due)
            return now

    def refused(self, sent: float, asked: float | None) -> None:
        """Note that a request was one too many, and hold everyone if it was not alone.

        A stray refusal holds up nobody but its own text. A refusal right after a refusal is taken
        at its word: everyone waits as long as the server asks, or if it does not ask one interval
        and then twice as long each time, and then one request goes ahead of the others.

        Args:
            sent: When that request was sent, from ``wait``.
            asked: Seconds that the server asks to wait, if it does.
        """
        with self._changed:
            now = time.monotonic()
            pause = 0.0
            # What was already under way when the pause began does not make it longer.
            if sent >= self._held_since:
                self._refusals += 1
                self._held_since, self._gate_until = now, -math.inf
                if self._refusals > 1:
                    doubled = self._interval * 2.0 ** min(self._refusals - 2, 30)
                    pause = min(_LONGEST_PAUSE, doubled) * random.uniform(1.0, 1.25)
            if asked is not None and self._last_refused:
                pause = asked
            self._last_refused = True
            if pause >= _WORTH_A_WORD and now + pause > self._held_until + 1.0:
                _log.warning(
                    "%s: the quota is used up; nothing is sent for %.0f s", self._service, pause
                )
            self._held_until = max(self._held_until, now + pause)

    def answered(self, sent: float) -> None:
        """Note that a request sent at that time was within the quota."""
        with self._changed:
            self._last_refused = False
            if self._refusals and sent >= self._held_since:
                self._refusals = 0
                self._held_until = self._gate_until = -math.inf
                self._changed.notify_all()

    def sleep(self, seconds: float) -> None:
        """Wait, unless the pass is stopping.

        Raises:
            Halted: It is.
        """
        if self._stopping.wait(max(0.0, seconds)):
            raise Halted

    def stop(self) -> None:
        """Wake everyone who waits, and let nobody send any more."""
        self._stopping.set()
        with self._changed:
            self._changed.notify_all()

    def _pass_hold(self) -> None:
        with self._changed:
            while not self._stopping.is_set():
                now = time.monotonic()
                until = max(self._held_until, self._gate_until)
                if now >= until:
                    if self._refusals > 1:
                        self._gate_until = now + _NEXT_PROBE
                    return
                self._changed.wait(until - now)
        raise Halted
