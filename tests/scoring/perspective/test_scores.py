from __future__ import annotations

import pytest

from stereo_ja.errors import UserError
from stereo_ja.scoring.perspective import ATTRIBUTES, PerspectiveScorer, parse_attributes
from tests.fakes.perspective import FAULTS, FakeService, digest, value_of
from tests.scoring.perspective.conftest import MakeScorer


def test_scores_are_the_servers_own(scorer: MakeScorer, service: FakeService):
    texts = [f"{number}人は親切です。" for number in range(200)]
    found = dict(scorer().score(texts))
    assert [found[index].value for index in range(200)] == [value_of("TOXICITY", t) for t in texts]
    score = found[0]
    assert (score.scorer, score.revision, score.label) == (
        "perspective",
        "v1alpha1@127.0.0.1",
        "TOXICITY",
    )
    assert service.stats.as_dict()["requests"] == 200


def test_the_service_may_not_store_texts(scorer: MakeScorer, service: FakeService):
    list(scorer().score(["a", "b"]))
    assert service.stats.as_dict()["allowed_to_store"] == 0


def test_all_attributes_come_with_one_request(scorer: MakeScorer, service: FakeService):
    made = scorer(attributes=parse_attributes("insult+TOXICITY+THREAT"))
    ((_, score),) = made.score(["あ"])
    assert (score.value, score.label) == (value_of("INSULT", "あ"), "INSULT")
    assert dict(score.also) == {name: value_of(name, "あ") for name in ("TOXICITY", "THREAT")}
    assert made.attributes == ("INSULT", "TOXICITY", "THREAT")
    assert made.name == "perspective:INSULT"
    assert service.stats.as_dict()["requests"] == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" \n", "empty text"),
        ("\ud83d", "not valid Unicode"),
        ("あ" * 6827, "20481 bytes of UTF-8, and the service takes 20480"),
    ],
)
def test_what_the_service_would_not_take_is_not_sent(
    scorer: MakeScorer, service: FakeService, text: str, reason: str
):
    ((_, score),) = scorer().score([text])
    assert (score.status, score.value, score.reason) == ("not_scorable", None, reason)
    assert service.stats.as_dict()["requests"] == 0


def test_the_longest_text_that_it_takes(scorer: MakeScorer):
    """The limit is in bytes: 6,826 characters of three and two of one."""
    ((_, score),) = scorer().score(["あ" * 6826 + "ab"])
    assert score.status == "scored"


@pytest.mark.parametrize("fault", [*FAULTS])
def test_no_text_is_lost_or_changed_by_a_fault(
    scorer: MakeScorer, service: FakeService, fault, monkeypatch
):
    monkeypatch.setattr("tests.fakes._handler._SLOW", 0.1)
    service.settings.faults, service.settings.fault_kinds = 0.3, (fault,)
    service.settings.retry_after = "0"
    texts = [f"文{number}" for number in range(40)]
    found = dict(scorer().score(texts))
    assert [found[index].value for index in range(40)] == [value_of("TOXICITY", t) for t in texts]
    stats = service.stats.as_dict()
    assert stats["faults"][fault] >= 5
    assert all(stats["texts"][digest(text)]["answered"] == 1 for text in texts)


def test_a_body_that_never_ends_is_given_up(scorer: MakeScorer, service: FakeService, monkeypatch):
    monkeypatch.setattr("stereo_ja.service._post._PATIENCE", 1.0)
    service.settings.faults, service.settings.fault_kinds = 0.5, ("stall",)
    found = dict(scorer().score(list("あいうえお")))
    assert {score.status for score in found.values()} == {"scored"}


@pytest.mark.parametrize(
    ("fault", "reason"), [("noscores", "attributeScores"), ("badvalue", "0 to 1")]
)
def test_a_reply_that_never_has_the_score_is_a_failure(
    scorer: MakeScorer, service: FakeService, fault, reason
):
    service.settings.faults, service.settings.fault_kinds = 1.0, (fault,)
    ((_, score),) = scorer().score(["あ"])
    assert (score.status, score.value) == ("failed", None)
    assert reason in str(score.reason)
    assert "after 7 attempts" in str(score.reason)


def test_sentiment_is_not_to_be_had():
    with pytest.raises(UserError, match="toxicity only"):
        PerspectiveScorer("sentiment", environment={})


@pytest.mark.parametrize(
    ("text", "found"),
    [("", ("TOXICITY",)), ("THREAT+THREAT", ("THREAT",)), ("+".join(ATTRIBUTES), ATTRIBUTES)],
)
def test_the_attributes_of_a_spec(text, found):
    assert parse_attributes(text) == found


@pytest.mark.parametrize("text", ["FLIRTATION", "TOXICITY+", "TOXICITY,INSULT"])
def test_an_attribute_that_japanese_does_not_have_is_refused(text):
    with pytest.raises(UserError, match="SEVERE_TOXICITY"):
        parse_attributes(text)
