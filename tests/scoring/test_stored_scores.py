from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator

import pytest

from stereo_ja.errors import ScorerUnavailable, ScoringStopped
from stereo_ja.scoring import Kind, Score, ready_to_score, score_texts
from stereo_ja.scoring.store import Source, open_store, text_hash

TEXTS = [f"文{number}" for number in range(30)]


class Service:
    """Stands behind the seam as a service does: draws one text, asks, yields, draws the next."""

    kind: Kind = "toxicity"
    name = "service"
    revision: str | None = "1"
    attributes: tuple[str, ...] = ("TOXICITY", "INSULT")
    language: str | None = "ja"
    remote = True

    def __init__(self, stop: BaseException | None = None, after: int = 10**9) -> None:
        self.asked: list[str] = []
        self.checked = 0
        self._stop, self._after = stop, after
        self.before_answer: Callable[[str], None] = lambda text: None

    def check(self) -> None:
        self.checked += 1
        raise ScorerUnavailable("no key")

    def score(self, texts: Iterable[str]) -> Iterator[tuple[int, Score]]:
        for index, text in enumerate(texts):
            if len(self.asked) == self._after:
                assert self._stop is not None
                raise self._stop
            self.asked.append(text)
            self.before_answer(text)
            value = len(self.asked) / 100
            yield (
                index,
                Score("scored", "service", "1", "2026-11-25", value, also=(("INSULT", 0.5),)),
            )


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("STEREO_JA_STORE", str(tmp_path / "scores.sqlite3"))
    return open_store()


def test_a_second_run_asks_nothing_and_gives_the_same_scores():
    first, second = Service(), Service()
    scores = score_texts(first, TEXTS)
    again = score_texts(second, [*TEXTS, TEXTS[0]])
    assert second.asked == []
    assert [(s.value, s.scored_at) for s in again[:-1]] == [(s.value, s.scored_at) for s in scores]


def test_what_is_stored_in_full_needs_no_check():
    score_texts(Service(), TEXTS)
    later = Service()
    ready_to_score(later, TEXTS)
    assert later.checked == 0
    with pytest.raises(ScorerUnavailable):
        ready_to_score(later, [*TEXTS, "new"])


@pytest.mark.parametrize("stop", [ScoringStopped("key refused"), OSError("gone")])
def test_a_stop_keeps_what_there_is_and_the_next_run_asks_for_the_rest(stop, caplog):
    broken, later = Service(stop, after=12), Service()
    scores = score_texts(broken, TEXTS)
    assert [score.status for score in scores] == ["scored"] * 12 + ["failed"] * 18
    assert str(stop) in (scores[-1].reason or "")
    assert "18 of 30 distinct texts remain" in caplog.text
    assert all(score.status == "scored" for score in score_texts(later, TEXTS))
    assert later.asked == TEXTS[12:]


def test_ctrl_c_is_passed_on_after_saying_how_far_it_came(caplog):
    with pytest.raises(KeyboardInterrupt):
        score_texts(Service(KeyboardInterrupt(), after=12), TEXTS)
    assert "18 of 30 distinct texts remain" in caplog.text
    later = Service()
    score_texts(later, TEXTS)
    assert later.asked == TEXTS[12:]


def test_each_score_is_stored_before_the_next_text_is_drawn(store):
    source = Source("service", "1", "TOXICITY", "ja")
    service = Service()
    seen: list[int] = []
    service.before_answer = lambda text: seen.append(store.sources().get(source, 0))
    score_texts(service, TEXTS)
    assert seen == list(range(30))


def test_what_came_with_the_same_request_is_stored_under_its_own_name(store):
    score_texts(Service(), TEXTS)
    insult = Source("service", "1", "INSULT", "ja")
    assert store.sources()[insult] == 30
    assert store.get(insult, [text_hash(TEXTS[0])])[text_hash(TEXTS[0])].value == 0.5


def test_a_text_is_only_stored_when_all_that_is_asked_for_is(store):
    score_texts(Service(), TEXTS)
    more = Service()
    more.attributes = ("TOXICITY", "INSULT", "THREAT")
    score_texts(more, TEXTS)
    assert more.asked == TEXTS


def test_a_failed_score_is_asked_for_again():
    class Failing(Service):
        def score(self, texts: Iterable[str]) -> Iterator[tuple[int, Score]]:
            for index, _ in enumerate(texts):
                yield index, Score("failed", "service", "1", "2026-11-25", reason="HTTP 500")

    assert {score.status for score in score_texts(Failing(), TEXTS)} == {"failed"}
    assert {score.status for score in score_texts(Service(), TEXTS)} == {"scored"}


def test_scores_that_another_run_stores_meanwhile_are_not_asked_for(store):
    source = Source("service", "1", "TOXICITY", "ja")
    service = Service()
    service.attributes = ("TOXICITY",)
    other = Score("scored", "service", "1", "2026-01-01", value=0.9)

    def meanwhile(text: str) -> None:
        if text == TEXTS[0]:
            for late in TEXTS[10:]:
                store.put(source, text_hash(late), other)

    service.before_answer = meanwhile
    scores = score_texts(service, TEXTS)
    assert service.asked == TEXTS[:10]
    assert [score.value for score in scores[10:]] == [0.9] * 20


def test_texts_reserved_elsewhere_come_at_the_end(store, monkeypatch):
    """Another process holds the first two; one it scores, the other it gives back."""
    source = Source("service", "1", "TOXICITY", "ja")
    elsewhere = store.claims(source)
    elsewhere._owner = "another-host:1"
    held = [text_hash(text) for text in TEXTS[:2]]
    assert all(elsewhere.take(key) for key in held)
    service = Service()
    service.attributes = ("TOXICITY",)

    def end() -> None:
        store.put(source, held[0], Score("scored", "service", "1", "2026-01-01", value=0.9))
        elsewhere.release_all()

    timer = threading.Timer(0.6, end)
    timer.start()
    scores = score_texts(service, TEXTS)
    timer.join()
    assert service.asked == [*TEXTS[2:], TEXTS[1]]
    assert scores[0].value == 0.9
    assert all(score.status == "scored" for score in scores)


def test_a_local_scorer_goes_on_without_a_store_and_says_so(tmp_path, monkeypatch, caplog):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("STEREO_JA_STORE", str(tmp_path / "file" / "scores.sqlite3"))
    local = Service()
    local.remote = False
    with caplog.at_level(logging.WARNING):
        assert {score.status for score in score_texts(local, TEXTS)} == {"scored"}
    assert "scores are not stored" in caplog.text


def test_a_service_is_asked_nothing_that_could_not_be_stored(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("STEREO_JA_STORE", str(tmp_path / "file" / "scores.sqlite3"))
    service = Service()
    (score,) = score_texts(service, TEXTS[:1])
    assert (score.status, service.asked) == ("failed", [])
    assert "STEREO_JA_STORE" in (score.reason or "")
