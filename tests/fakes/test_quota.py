"""The imitation itself, against a plain count."""

from __future__ import annotations

import random

import pytest
import requests

from tests.fakes._quota import Quota, most_within
from tests.fakes.perspective import Settings, serving


@pytest.mark.parametrize(("per_second", "per_minute"), [(3, None), (None, 40), (5, 30)])
def test_the_quota_is_never_exceeded_in_any_window(per_second, per_minute):
    chance, quota = random.Random(0), Quota(per_second, per_minute)
    times = sorted(chance.uniform(0, 200) for _ in range(2000))
    admitted = [at for at in times if quota.admits(at)]
    for seconds, limit in ((1.0, per_second), (60.0, per_minute)):
        if limit is not None:
            counts = [sum(at - seconds < one <= at for one in admitted) for at in admitted]
            assert max(counts) == most_within(admitted, seconds) == limit


def test_a_request_above_the_quota_is_counted_and_told_when_to_come_back():
    with serving(Settings(key="k", qpm=1)) as server:
        body = {
            "comment": {"text": "a"},
            "requestedAttributes": {"TOXICITY": {}},
            "languages": ["ja"],
        }
        address = f"{server.url}/v1alpha1/comments:analyze"
        answers = [
            requests.post(address, json=body, headers={"X-Goog-Api-Key": "k"}, timeout=300)
            for _ in range(2)
        ]
        assert [answer.status_code for answer in answers] == [200, 429]
        assert answers[1].headers["Retry-After"] == "1"
        assert requests.get(f"{server.url}/stats", timeout=300).json()["above_quota"] == 1
