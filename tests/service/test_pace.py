"""Send times against what they may be at the earliest: how late a machine is says nothing."""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Iterator

import pytest

from stereo_ja.service import LocalStore, Pace, _pace
from stereo_ja.service._errors import Halted
from tests.fakes._quota import most_within


def _sent(pace: Pace, count: int, threads: int = 8) -> list[float]:
    times: list[float] = []
    left = iter(range(count))
    lock = threading.Lock()

    def work() -> None:
        while True:
            with lock:
                if next(left, None) is None:
                    return
            times.append(pace.wait())

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sorted(times)


@contextlib.contextmanager
def _no_hour(pace: Pace) -> Iterator[None]:
    """Raises Halted where what is in it would wait for an hour."""
    guard = threading.Timer(300, pace.stop)
    guard.start()
    try:
        yield
    finally:
        guard.cancel()


@pytest.mark.parametrize("rate", [20, 100])
def test_one_who_sends_never_exceeds_the_rate(rate):
    times = _sent(Pace("s", rate, LocalStore()), count=2 * rate, threads=1)
    assert most_within(times, 1.0) <= rate


@pytest.mark.parametrize("rate", [20, 100])
def test_many_who_send_take_as_long_as_the_rate_demands(rate):
    begun = time.monotonic()
    times = _sent(Pace("s", rate, LocalStore()), count=2 * rate)
    assert times[-1] - begun >= (2 * rate - 1) / rate


@pytest.mark.parametrize("rate", [0.5, 20, 100, 5000])
def test_the_rate_is_used_and_not_slept_away(rate):
    """How well it is used under way is measured in benchmarks, not here."""
    intervals = []

    class Instant(LocalStore):
        def reserve_slot(self, service, interval):
            intervals.append(interval)
            return 0.0

    Pace("s", rate, Instant()).wait()
    assert 1 / rate <= intervals[0] <= 1.1 / rate


def test_two_passes_share_the_slots_of_one_store():
    store, begun = LocalStore(), time.monotonic()
    passes = [Pace("s", 50, store) for _ in range(2)]
    workers = [threading.Thread(target=_sent, args=(one, 15)) for one in passes]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert time.monotonic() - begun >= 29 / 50


def test_a_request_that_was_woken_late_moves_the_slots_after_it():
    """By then they would be too close to it."""

    class BusyDisk(LocalStore):
        def reserve_slot(self, service, interval):
            seconds = super().reserve_slot(service, interval)
            if len(times) == 1:
                time.sleep(0.3)
            return seconds

    times: list[float] = []
    pace = Pace("s", 5, BusyDisk())
    for _ in range(3):
        times.append(pace.wait())  # noqa: PERF401 - the disk looks at how many there are
    # Slots are 0.21 s apart; if they had stayed where they were, 0.12 s would be left.
    assert times[2] - times[1] >= 0.17


@pytest.mark.parametrize(("rate", "workers"), [(0.5, 4), (1, 4), (10, 30), (100, 64), (5000, 64)])
def test_threads_enough_for_seconds_of_latency_and_no_more(rate, workers):
    assert Pace("s", rate, LocalStore()).workers == workers


def test_a_stray_refusal_holds_up_nobody_else():
    pace = Pace("s", 20, LocalStore())
    with _no_hour(pace):
        for _ in range(3):
            pace.refused(pace.wait(), asked=3600.0)
            pace.answered(pace.wait())


def test_a_second_refusal_is_taken_at_its_word():
    pace = Pace("s", 1000, LocalStore())
    pace.refused(pace.wait(), asked=0.3)
    sent = pace.wait()
    begun = time.monotonic()
    pace.refused(sent, asked=0.3)
    assert pace.wait() - begun >= 0.3


def test_after_a_pause_one_goes_first_and_the_others_follow_its_answer(monkeypatch):
    monkeypatch.setattr(_pace, "_NEXT_PROBE", 3600.0)
    pace = Pace("s", 1000, LocalStore())
    for _ in range(2):
        pace.refused(pace.wait(), None)
    first = pace.wait()
    answers: list[float] = []

    def answer() -> None:
        answers.append(time.monotonic())
        pace.answered(first)

    threading.Timer(0.2, answer).start()
    with _no_hour(pace):
        followers = [pace.wait() for _ in range(5)]
    assert followers[0] >= answers[0]


def test_pauses_last_while_nothing_gets_through():
    pace = Pace("s", 200, LocalStore())
    begun = time.monotonic()
    for _ in range(7):
        pace.refused(pace.wait(), None)
    # 1 + 2 + 4 + 8 + 16 intervals of 5 ms lie between the seven.
    assert time.monotonic() - begun >= 31 * 0.005


def test_pauses_double_up_to_a_minute_and_a_quarter(caplog):
    """By what is announced, so that nobody waits."""
    pace = Pace("s", 0.1, LocalStore())
    for _ in range(5):
        pace.refused(time.monotonic(), None)
    pauses = [int(found) for found in re.findall(r"for (\d+) s", caplog.text)]
    # The first refusal is stray; then an interval of 10.4 s, made up to a quarter longer by chance.
    for pause, least in zip(pauses, (10, 20, 41, 60), strict=True):
        assert least <= pause <= 1.25 * (least + 1)


def test_what_was_under_way_does_not_make_the_pause_longer(caplog):
    pace = Pace("s", 0.1, LocalStore())
    for at in [time.monotonic()] * 20:
        pace.refused(at, None)
    # One counted refusal is stray; a second would be a pause of ten seconds, and so a line.
    assert caplog.messages == []
    with _no_hour(pace):
        pace.wait()


def test_stopping_wakes_those_who_wait():
    pace = Pace("s", 0.001, LocalStore())
    pace.wait()
    threading.Timer(0.05, pace.stop).start()
    begun = time.monotonic()
    with pytest.raises(Halted):
        pace.wait()
    # Not only when its slot had come, which is in 1000 s.
    assert time.monotonic() - begun < 900


def test_a_long_pause_is_announced_once(caplog):
    pace = Pace("perspective@h", 1000, LocalStore())
    sent = [pace.wait() for _ in range(3)]
    # The last one asks for less: a machine that stops for a second here moves no end.
    for at, asked in zip(sent, (30.0, 30.0, 20.0), strict=True):
        pace.refused(at, asked)
    assert len(caplog.messages) == 1
    assert "nothing is sent for 30 s" in caplog.text
