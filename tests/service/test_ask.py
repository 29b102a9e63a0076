from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable

import pytest

from stereo_ja.errors import ScoringStopped
from stereo_ja.scoring import Score
from stereo_ja.service import Failed, LocalStore, Pace, TryAgain, _ask, ask_service
from tests.service.conftest import FunctionService

pytestmark = pytest.mark.usefixtures("fast")


def _length(texts):
    return [len(text) / 100 for text in texts]


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 300
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.005)


class Told(Pace):
    """A pace that says when it is stopped."""

    def __init__(self) -> None:
        super().__init__("s", 2000.0, LocalStore())
        self.stopped = threading.Event()

    def stop(self) -> None:
        super().stop()
        self.stopped.set()


@pytest.mark.parametrize("batch", [1, 7])
def test_every_text_gets_its_own_score(pace, batch):
    texts = ["x" * n for n in range(1, 90)]
    found = dict(ask_service(FunctionService(_length, batch), texts, pace))
    assert [found[index].value for index in range(89)] == [n / 100 for n in range(1, 90)]


def test_a_text_that_needs_no_request_takes_no_slot_and_no_request(pace):
    service = FunctionService(_length)
    found = dict(ask_service(service, ["no 1", "a", "no 2"], pace))
    assert [found[index].status for index in range(3)] == ["not_scorable", "scored", "not_scorable"]
    assert service.asked == [("a",)]


def test_no_more_is_drawn_than_can_be_under_way():
    """A consumer that stops coming back has stored nothing: then no more may be asked."""
    drawn = []

    def texts():
        for number in range(100):
            drawn.append(number)
            yield str(number)

    class Instant(LocalStore):
        def reserve_slot(self, service, interval):
            return 0.0

    pace = Pace("s", 1.9, Instant())
    scores = ask_service(FunctionService(_length), texts(), pace)
    next(scores)
    _until(lambda: len(drawn) >= 6)
    time.sleep(0.1)  # in which a seventh would come
    assert len(drawn) == pace.workers == 6
    scores.close()


def test_a_text_is_drawn_only_when_its_request_is_next():
    drawn = []

    def texts():
        for number in range(100):
            drawn.append(number)
            yield str(number)

    scores = ask_service(FunctionService(_length), texts(), Pace("s", 0.001, LocalStore()))
    next(scores)
    _until(lambda: len(drawn) >= 2)
    time.sleep(0.1)  # in which a third would come, though the second waits for a thousand seconds
    assert len(drawn) == 2
    scores.close()


def test_a_failure_is_a_score_of_its_own(pace):
    def answer(texts):
        if texts[0] == "bad":
            raise Failed("HTTP 400")
        return _length(texts)

    found = dict(ask_service(FunctionService(answer), ["a", "bad", "b"], pace))
    assert [found[index].status for index in range(3)] == ["scored", "failed", "scored"]
    assert found[1].reason == "HTTP 400"


def test_one_bad_text_does_not_cost_its_batch_the_scores(pace):
    def answer(texts):
        if "bad" in texts:
            raise Failed("HTTP 400")
        return _length(texts)

    service = FunctionService(answer, batch=4)
    found = dict(ask_service(service, ["a", "bad", "b", "c"], pace))
    assert [found[index].status for index in range(4)] == ["scored", "failed", "scored", "scored"]
    assert len(service.asked) == 5


def test_a_silent_service_is_left_alone():
    def answer(texts):
        raise TryAgain("HTTP 503")

    service = FunctionService(answer)
    pace = Pace("s", 2000, LocalStore())
    with pytest.raises(ScoringStopped, match=r"5 in a row: HTTP 503 \(after 7 attempts\)"):
        list(ask_service(service, map(str, range(10_000)), pace))
    assert len(service.asked) <= 7 * pace.workers


def test_failures_with_a_success_between_are_not_in_a_row(pace):
    def answer(texts):
        if int(texts[0]) % 3:
            raise Failed("HTTP 400")
        return [0.5]

    class InOrder(FunctionService):
        def ask(self, texts):
            with lock:
                return super().ask(texts)

    lock = threading.Lock()
    pace.workers = 1
    found = dict(ask_service(InOrder(answer), map(str, range(30)), pace))
    assert sum(score.status == "failed" for score in found.values()) == 20


def test_what_is_under_way_when_it_stops_is_still_yielded(monkeypatch):
    """It is paid for."""
    monkeypatch.setattr(_ask, "_PATIENCE", 300)
    pace = Told()

    def answer(texts):
        if texts[0] == "refused":
            raise ScoringStopped("the key")
        assert pace.stopped.wait(300)
        return [0.5]

    found: list[tuple[int, Score]] = []
    with pytest.raises(ScoringStopped, match="the key"):
        found.extend(ask_service(FunctionService(answer), ["a", "b", "refused", *"cdefg"], pace))
    assert {index for index, _ in found} >= {0, 1}


def test_an_error_of_the_texts_themselves_is_not_swallowed(pace):
    def texts():
        yield "a"
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        list(ask_service(FunctionService(_length), texts(), pace))


def test_a_batch_does_not_wait_with_a_text_that_another_process_waits_for(pace):
    """Two processes with each other's next text would wait for ever."""
    answered = threading.Event()

    def answer(texts):
        answered.set()
        return _length(texts)

    def texts():
        yield "a"
        assert answered.wait(300), "the first text was kept back"
        yield "b"

    found = dict(ask_service(FunctionService(answer, batch=16), texts(), pace))
    assert len(found) == 2


def test_leaving_early_leaves_no_thread_asking(pace):
    service, before = FunctionService(_length), set(threading.enumerate())
    scores = ask_service(service, map(str, range(10_000)), pace)
    next(scores)
    scores.close()
    for thread in set(threading.enumerate()) - before:
        thread.join(300)
        assert not thread.is_alive()
    assert len(service.asked) <= pace.workers


def test_ctrl_c_still_brings_what_is_under_way(monkeypatch):
    """It is asked for, so it is to be stored; nothing new is sent."""
    monkeypatch.setattr(_ask, "_PATIENCE", 300)
    pace = Told()

    def answer(texts):
        if texts[0] == "2":
            _until(lambda: len(service.asked) == pace.workers)
            time.sleep(0.1)  # from the start of the last thread to the wait for answers
            os.kill(os.getpid(), signal.SIGINT)
        assert pace.stopped.wait(300)
        return [0.5]

    service = FunctionService(answer)
    found: list[tuple[int, Score]] = []
    with pytest.raises(KeyboardInterrupt):
        found.extend(ask_service(service, map(str, range(1000)), pace))
    assert len(found) == len(service.asked) == pace.workers


def test_ctrl_c_while_the_first_are_asked_loses_none_of_them(pace, monkeypatch):
    """On a busy machine the workers are still being started when the first has its answer."""
    start, answered = threading.Thread.start, threading.Event()

    def answer(texts):
        answered.set()
        return [0.5]

    def slow_start(thread):
        start(thread)
        if thread.name == "stereo-ja ask":
            assert answered.wait(60)
            raise KeyboardInterrupt

    monkeypatch.setattr(threading.Thread, "start", slow_start)
    service = FunctionService(answer)
    found: list[tuple[int, Score]] = []
    with pytest.raises(KeyboardInterrupt):
        found.extend(ask_service(service, map(str, range(1000)), pace))
    assert 0 < len(found) == len(service.asked) < 1000
