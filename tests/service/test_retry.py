from __future__ import annotations

import time

import pytest

from stereo_ja.errors import ScoringStopped
from stereo_ja.service import Failed, LocalStore, Pace, TooMany, TryAgain
from stereo_ja.service._retry import with_retries

pytestmark = pytest.mark.usefixtures("fast")


def _scripted(*outcomes):
    left = list(outcomes)
    sends = []

    def send():
        sends.append(time.monotonic())
        outcome = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return send, sends


def test_a_passing_fault_costs_an_attempt_and_nothing_else(pace: Pace):
    send, sends = _scripted(TryAgain("HTTP 503"), TryAgain("half a reply"), 7)
    assert with_retries(send, pace, pace.wait()) == 7
    assert len(sends) == 3


def test_a_fault_that_stays_ends_with_its_reason(pace: Pace):
    send, sends = _scripted(TryAgain("HTTP 503"))
    with pytest.raises(Failed, match=r"HTTP 503 \(after 7 attempts\)"):
        with_retries(send, pace, pace.wait())
    assert len(sends) == 7


def test_a_quota_that_stays_used_up_ends_too(pace: Pace):
    send, sends = _scripted(TooMany("HTTP 429"))
    with pytest.raises(Failed, match="after 10 attempts"):
        with_retries(send, pace, pace.wait())
    assert len(sends) == 10


def test_what_cannot_succeed_is_tried_once(pace: Pace):
    send, sends = _scripted(Failed("HTTP 400"))
    with pytest.raises(Failed, match=r"HTTP 400$"):
        with_retries(send, pace, pace.wait())
    assert len(sends) == 1


@pytest.mark.parametrize("kind", [TryAgain, TooMany])
def test_a_wait_that_the_server_asks_for_is_kept(pace: Pace, kind):
    send, sends = _scripted(kind("busy", 0.3), 1)
    with_retries(send, pace, pace.wait())
    assert sends[1] - sends[0] >= 0.3


def test_a_wait_of_an_hour_is_left_for_another_day(pace: Pace):
    send, sends = _scripted(TooMany("HTTP 429", 3600.0))
    with pytest.raises(ScoringStopped, match="60 minutes"):
        with_retries(send, pace, pace.wait())
    assert len(sends) == 1


def test_every_attempt_takes_a_slot(fast):
    slots = []

    class Counting(LocalStore):
        def reserve_slot(self, service, interval):
            slots.append(service)
            return 0.0

    pace = Pace("s", 100, Counting())
    send, _ = _scripted(TryAgain("x"), TryAgain("x"), 1)
    with_retries(send, pace, pace.wait())
    assert len(slots) == 3
