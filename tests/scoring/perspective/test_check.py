from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from stereo_ja.errors import ScorerUnavailable, ScoringStopped
from stereo_ja.scoring.perspective import LAST_DAY, days_left
from stereo_ja.service import LocalStore
from tests.fakes.perspective import FakeService
from tests.scoring.perspective.conftest import MakeScorer

AFTER = date(2027, 1, 1)


@dataclass
class Remembered:
    revision: str
    age: float


class RememberingStore(LocalStore):
    def __init__(self) -> None:
        super().__init__()
        self.probes: dict[str, Remembered] = {}

    def probe(self, service):
        return self.probes.get(service)

    def remember_probe(self, service, revision):
        self.probes[service] = Remembered(revision, 0.0)


def test_one_sentence_is_asked_and_the_answer_stands_for_half_a_day(
    scorer: MakeScorer, service: FakeService
):
    store = RememberingStore()
    for _ in range(2):
        scorer(store=lambda: store).check()
    assert service.stats.as_dict()["requests"] == 1
    (probe,) = store.probes.values()
    assert probe.revision == "v1alpha1@127.0.0.1"
    probe.age = 12 * 3600 + 1
    scorer(store=lambda: store).check()
    assert service.stats.as_dict()["requests"] == 2


def test_without_a_key_it_says_which_and_what_else_there_is(scorer: MakeScorer):
    with pytest.raises(ScorerUnavailable, match=r"set PERSPECTIVE_API_KEY; or choose hf:REPO"):
        scorer(key="").check()
    with pytest.raises(ScoringStopped, match="set PERSPECTIVE_API_KEY"):
        list(scorer(key="").score("a"))


def test_a_wrong_key_is_found_before_anything_is_generated(scorer: MakeScorer):
    with pytest.raises(ScorerUnavailable, match=r"check PERSPECTIVE_API_KEY; or choose"):
        scorer(key="wrong").check()


def test_a_service_that_is_down_is_found_after_few_attempts(
    scorer: MakeScorer, service: FakeService
):
    service.settings.faults, service.settings.fault_kinds = 1.0, ("503",)
    with pytest.raises(ScorerUnavailable, match=r"HTTP 503 \(after 4 attempts\); or choose"):
        scorer().check()


def test_a_language_that_it_cannot_score_is_found_too(scorer: MakeScorer):
    with pytest.raises(ScorerUnavailable, match="does not support the language"):
        scorer(language="om").check()


def test_the_days_that_are_left_are_logged(scorer: MakeScorer, caplog):
    scorer(today=date(2026, 12, 30)).check()
    assert "1 day left until the service ends on 2026-12-31" in caplog.text


def test_the_last_day_is_a_day_of_service():
    assert (days_left(LAST_DAY), days_left(date(2026, 12, 1)), days_left(AFTER)) == (0, 30, -1)


@pytest.mark.parametrize("key", ["", "wrong"])
def test_after_the_end_a_failure_says_so_and_names_the_ways_out(scorer: MakeScorer, key):
    with pytest.raises(ScorerUnavailable, match="ended on 31 December 2026") as caught:
        scorer(key=key, today=AFTER).check()
    for way in ("hf:REPO", "archive:FILE", "scores in the store remain usable"):
        assert way in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_service_that_ends_meanwhile_says_so(scorer: MakeScorer, service: FakeService):
    service.settings.faults, service.settings.fault_kinds = 1.0, ("503",)
    with pytest.raises(ScoringStopped, match="ended on 31 December 2026") as caught:
        list(scorer(today=AFTER).score(map(str, range(1000))))
    assert str(caught.value).count("31 December") == 1


def test_a_service_that_still_answers_after_the_end_is_used(scorer: MakeScorer, caplog):
    scorer(today=AFTER).check()
    assert "left" not in caplog.text
