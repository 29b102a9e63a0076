"""Send times against a count over sliding seconds."""

from __future__ import annotations

import threading
import time

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
            pace.wait()
            times.append(time.monotonic())

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sorted(times)


@pytest.mark.parametrize("rate", [20, 100])
def test_the_rate_is_used_and_never_exceeded(rate):
    times = _sent(Pace("s", rate, LocalStore()), count=2 * rate)
    assert most_within(times, 1.0) <= rate
    # Used and not slept away; how well it is used is measured in benchmarks, not here.
    assert (len(times) - 1) / (times[-1] - times[0]) >= 0.5 * rate


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
                time.sleep(0.15)
            return seconds

    times: list[float] = []
    pace = Pace("s", 10, BusyDisk())
    for _ in range(4):
        times.append(pace.wait())  # noqa: PERF401 - the disk looks at how many there are
    assert times[1] - times[0] >= 0.1
    assert times[2] - times[1] >= 0.1


@pytest.mark.parametrize(("rate", "workers"), [(0.5, 4), (1, 4), (10, 30), (100, 64), (5000, 64)])
def test_threads_enough_for_seconds_of_latency_and_no_more(rate, workers):
    assert Pace("s", rate, LocalStore()).workers == workers


def test_a_stray_refusal_holds_up_nobody_else():
    pace = Pace("s", 20, LocalStore())
    begun = time.monotonic()
    for _ in range(3):
        pace.refused(pace.wait(), asked=5.0)
        pace.answered(pace.wait())
    assert time.monotonic() - begun < 6 * 0.06


def test_a_second_refusal_is_taken_at_its_word():
    pace = Pace("s", 1000, LocalStore())
    pace.refused(pace.wait(), asked=0.3)
    pace.refused(pace.wait(), asked=0.3)
    begun = time.monotonic()
    _sent(pace, count=1)
    assert time.monotonic() - begun >= 0.29


def test_after_a_pause_one_goes_first_and_the_others_follow_its_answer(monkeypatch):
    monkeypatch.setattr(_pace, "_NEXT_PROBE", 5.0)
    pace = Pace("s", 1000, LocalStore())
    for _ in range(2):
        pace.refused(pace.wait(), None)
    first = pace.wait()
    threading.Timer(0.2, pace.answered, [first]).start()
    begun = time.monotonic()
    _sent(pace, count=5)
    assert 0.19 <= time.monotonic() - begun < 2


def test_pauses_double_while_nothing_gets_through():
    pace = Pace("s", 200, LocalStore())
    begun = time.monotonic()
    for _ in range(7):
        pace.refused(pace.wait(), None)
    # 1 + 2 + 4 + 8 + 16 intervals of 5 ms lie between the seven.
    assert 31 * 0.005 <= time.monotonic() - begun < 1


def test_what_was_under_way_does_not_make_the_pause_longer():
    pace = Pace("s", 200, LocalStore())
    sent = [pace.wait() for _ in range(20)]
    begun = time.monotonic()
    for at in sent:
        pace.refused(at, None)
    pace.wait()
    assert time.monotonic() - begun < 0.2


def test_stopping_wakes_those_who_wait():
    pace = Pace("s", 0.01, LocalStore())
    pace.wait()
    threading.Timer(0.05, pace.stop).start()
    with pytest.raises(Halted):
        pace.wait()


def test_a_long_pause_is_announced_once(caplog):
    pace = Pace("perspective@h", 1000, LocalStore())
    sent = [pace.wait() for _ in range(3)]
    for at in sent:
        pace.refused(at, asked=30.0)
    assert len(caplog.messages) == 1
    assert "nothing is sent for 30 s" in caplog.text
