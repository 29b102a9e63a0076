from __future__ import annotations

import json

import pytest

from stereo_ja.errors import ScoringStopped, UserError
from stereo_ja.scoring.perspective import PerspectiveScorer
from stereo_ja.scoring.perspective._reply import NotScorable, values_of
from stereo_ja.service import Failed, Reply, TooMany, TryAgain
from tests.fakes.perspective import FakeService
from tests.scoring.perspective.conftest import MakeScorer


def _error(status: int, message: str, **detail: str) -> Reply:
    error = {"code": status, "message": message, "details": [detail] if detail else []}
    return Reply(status, {}, json.dumps({"error": error}).encode())


@pytest.mark.parametrize(
    ("message", "kind", "reason"),
    [
        ("Comment must be non-empty.", "COMMENT_EMPTY", "empty text"),
        (
            "Comment text was too many bytes. Value (23368) exceeded limit (20480).",
            "COMMENT_TOO_LONG",
            "too long for the service",
        ),
        (
            "Attribute TOXICITY does not support request languages: om",
            "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
            "the service does not support the language",
        ),
        ("Unable to detect language.", "LANGUAGE_DETECTION_FAILED", "language not recognised"),
    ],
)
def test_a_text_that_the_service_does_not_score(message, kind, reason):
    for reply in (_error(400, message), _error(400, "", errorType=kind)):
        with pytest.raises(NotScorable, match=reason):
            values_of(reply, ["TOXICITY"])


@pytest.mark.parametrize(
    ("status", "message", "detail", "advice"),
    [
        (400, "API key not valid. Please pass a valid API key.", {}, "PERSPECTIVE_API_KEY"),
        (400, "", {"reason": "API_KEY_INVALID"}, "PERSPECTIVE_API_KEY"),
        (403, "", {"reason": "SERVICE_DISABLED"}, "not enabled in the project"),
        (403, "", {"reason": "API_KEY_IP_ADDRESS_BLOCKED"}, "HTTP 403"),
        (401, "", {"reason": "ACCESS_TOKEN_EXPIRED"}, "HTTP 401"),
        (400, "Unknown requested attribute: TOXCITY", {}, "UNKNOWN_ATTRIBUTE"),
        (400, "Missing requested_attributes", {}, "NO_REQUESTED_ATTRIBUTES"),
        (404, "", {}, "PERSPECTIVE_API_URL"),
        (302, "", {}, "PERSPECTIVE_API_URL"),
    ],
)
def test_what_no_other_text_would_change(status, message, detail, advice):
    with pytest.raises(ScoringStopped, match=advice):
        values_of(_error(status, message, **detail), ["TOXICITY"])


def test_a_400_that_is_not_known_concerns_the_text_alone():
    with pytest.raises(Failed, match="HTTP 400"):
        values_of(_error(400, "Request contains an invalid argument."), ["TOXICITY"])


@pytest.mark.parametrize(("status", "kind"), [(429, TooMany), (503, TryAgain), (408, TryAgain)])
def test_what_may_pass(status, kind):
    with pytest.raises(kind):
        values_of(_error(status, ""), ["TOXICITY"])


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"<html>", b"[" * 100_000, b'{"attributeScores": 1}']
    + [b'{"attributeScores": {"TOXICITY": {"summaryScore": {"value": %s}}}}' % value
       for value in (b"NaN", b"-0.1", b"1.5", b'"0.5"', b"true", b"null", b"1e999")],
)  # fmt: skip
def test_a_200_without_a_score_is_none(body):
    with pytest.raises(TryAgain):
        values_of(Reply(200, {}, body), ["TOXICITY"])


def test_nothing_a_server_says_is_repeated():
    """Its text could hold what was sent to it: the key, or the comment."""
    for status in (400, 401, 403, 404, 429, 500):
        with pytest.raises((ScoringStopped, Failed, TryAgain)) as caught:
            values_of(_error(status, "geheim", errorType="geheim", reason="geheim"), ["TOXICITY"])
        assert "geheim" not in str(caught.value)


def test_a_refused_key_stops_at_once(scorer: MakeScorer, service: FakeService):
    with pytest.raises(ScoringStopped, match="check PERSPECTIVE_API_KEY"):
        # The second would be sent after 100 s.
        list(scorer(key="wrong", qps=0.01).score(map(str, range(1000))))
    assert service.stats.as_dict()["requests"] == 1


def test_a_disabled_service_stops_at_once(scorer: MakeScorer, service: FakeService):
    service.settings.disabled = True
    with pytest.raises(ScoringStopped, match="enable it there"):
        list(scorer(qps=0.01).score(map(str, range(1000))))
    assert service.stats.as_dict()["requests"] == 1


def test_texts_that_the_service_refuses_fail_alone(scorer: MakeScorer, service: FakeService):
    service.settings.refused_texts = frozenset({"b"})
    found = dict(scorer().score("abc"))
    assert [found[index].status for index in range(3)] == ["scored", "failed", "scored"]
    assert service.stats.as_dict()["requests"] == 3


def test_a_service_that_is_down_is_left_alone(scorer: MakeScorer, service: FakeService):
    service.settings.faults, service.settings.fault_kinds = 1.0, ("503",)
    with pytest.raises(ScoringStopped, match=r"5 texts in a row .*HTTP 503.*until the service"):
        list(scorer().score(map(str, range(10_000))))
    assert service.stats.as_dict()["requests"] < 1000


@pytest.mark.parametrize("url", ["ftp://h", "host", "http://h/?key=geheim", "http://h:x"])
def test_an_address_that_is_none_is_refused_without_being_shown(url):
    with pytest.raises(UserError, match="PERSPECTIVE_API_URL") as caught:
        PerspectiveScorer("toxicity", environment={"PERSPECTIVE_API_URL": url})
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "revision"),
    [
        ("", "v1alpha1"),
        ("https://commentanalyzer.googleapis.com/", "v1alpha1"),
        ("https://other.example:444/v1alpha1/comments:analyze", "v1alpha1@other.example"),
    ],
)
def test_the_revision_says_whose_service_it_was(url, revision):
    scorer = PerspectiveScorer("toxicity", environment={"PERSPECTIVE_API_URL": url})
    assert scorer.revision == revision
