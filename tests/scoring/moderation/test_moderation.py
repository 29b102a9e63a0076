from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from stereo_ja.errors import ScorerUnavailable, ScoringStopped, UserError
from stereo_ja.scoring.moderation import CATEGORIES, ModerationScorer, moderation_scorer
from stereo_ja.scoring.moderation._reply import results_of
from stereo_ja.service import LocalStore, Reply, TryAgain, _retry
from tests.fakes.perspective import FAULTS, FakeService, Settings, serving, value_of

KEY = "sk-secret-77aa"
TEXTS = [f"{number}人は親切です。" for number in range(100)]

MakeScorer = Callable[..., ModerationScorer]


@pytest.fixture
def service() -> Iterator[FakeService]:
    with serving(Settings(key=KEY)) as server:
        yield server


@pytest.fixture
def scorer(service: FakeService, monkeypatch: pytest.MonkeyPatch) -> MakeScorer:
    monkeypatch.setattr(_retry, "_FIRST", 0.01)
    store = LocalStore()

    def make(key: str = KEY, qps: float = 2000, **changes: Any) -> ModerationScorer:
        environment = {
            "OPENAI_BASE_URL": f"{service.url}/v1",
            "OPENAI_API_KEY": key,
            "OPENAI_MODERATION_QPS": str(qps),
        }
        return ModerationScorer(
            "toxicity", environment=environment, **({"store": lambda: store} | changes)
        )

    return make


def _highest(text: str) -> tuple[float, str]:
    return max((value_of(name, text), name) for name in CATEGORIES)


def test_toxicity_is_the_highest_of_harassment_and_hate(scorer: MakeScorer, service: FakeService):
    found = dict(scorer().score(TEXTS))
    assert [(found[i].value, found[i].label) for i in range(100)] == [_highest(t) for t in TEXTS]
    assert dict(found[0].also) == {name: value_of(name, TEXTS[0]) for name in CATEGORIES}
    assert service.stats.as_dict()["requests"] == 7  # sixteen texts each


def test_the_revision_is_the_model_that_answered(scorer: MakeScorer, service: FakeService):
    made = scorer()
    assert made.revision is None
    made.check()
    assert made.revision == service.settings.model
    ((_, score),) = made.score(["あ"])
    assert score.revision == service.settings.model


def test_scores_of_two_models_are_not_mixed(scorer: MakeScorer, service: FakeService):
    made = scorer()
    made.check()
    service.settings.model = "omni-moderation-2027-01-01"
    with pytest.raises(ScoringStopped, match="now answers with omni-moderation-2027-01-01"):
        list(made.score(["あ"]))


def test_one_refused_text_does_not_cost_its_batch_the_scores(
    scorer: MakeScorer, service: FakeService
):
    service.settings.refused_texts = frozenset({TEXTS[3]})
    found = dict(scorer().score(TEXTS[:16]))
    assert [index for index in range(16) if found[index].status != "scored"] == [3]
    assert (found[3].status, found[3].reason) == ("failed", "HTTP 400")


def test_faults_lose_no_text(scorer: MakeScorer, service: FakeService, monkeypatch):
    monkeypatch.setattr("tests.fakes._handler._SLOW", 0.1)
    service.settings.faults, service.settings.fault_kinds = 0.6, FAULTS
    service.settings.retry_after = "0"
    found = dict(scorer().score(TEXTS))
    assert [found[index].value for index in range(100)] == [_highest(t)[0] for t in TEXTS]


@pytest.mark.parametrize(
    ("change", "key", "advice"),
    [({}, "wrong", "OPENAI_API_KEY"), ({"out_of_funds": True}, KEY, "plan and billing")],
)
def test_what_no_other_text_would_change_stops_at_once(
    scorer: MakeScorer, service: FakeService, change, key, advice
):
    for name, value in change.items():
        setattr(service.settings, name, value)
    with pytest.raises(ScorerUnavailable, match=rf"{advice}.*; or choose hf:REPO"):
        scorer(key).check()
    with pytest.raises(ScoringStopped, match=advice):
        # The second would be sent after 100 s.
        list(scorer(key, qps=0.01).score(TEXTS))
    assert service.stats.as_dict()["requests"] == 2


def test_without_a_key_it_says_which(scorer: MakeScorer):
    with pytest.raises(ScorerUnavailable, match="set OPENAI_API_KEY; or choose"):
        scorer("").check()


@pytest.mark.parametrize(("text", "reason"), [(" ", "empty text"), ("\udc80", "not valid Unicode")])
def test_what_cannot_be_sent_is_not(scorer: MakeScorer, service: FakeService, text, reason):
    ((_, score),) = scorer().score([text])
    assert (score.status, score.reason) == ("not_scorable", reason)
    assert service.stats.as_dict()["requests"] == 0


def test_sentiment_is_not_to_be_had():
    with pytest.raises(UserError, match="toxicity only"):
        moderation_scorer("sentiment", "")


def test_an_address_that_is_none_is_refused():
    with pytest.raises(UserError, match="OPENAI_BASE_URL"):
        ModerationScorer("toxicity", environment={"OPENAI_BASE_URL": "localhost"})


@pytest.mark.parametrize(
    "body",
    [
        {"model": "m", "results": []},
        {"model": "m", "results": [{}, {}]},
        {"results": [{"category_scores": dict.fromkeys(CATEGORIES, 0.5)}]},
        {"model": "m", "results": [{"category_scores": dict.fromkeys(CATEGORIES[1:], 0.5)}]},
        {"model": "m", "results": [{"category_scores": dict.fromkeys(CATEGORIES, 2)}]},
    ],
)
def test_a_200_without_all_the_scores_is_none(body):
    with pytest.raises(TryAgain):
        results_of(Reply(200, {}, json.dumps(body).encode()), 1, CATEGORIES)
