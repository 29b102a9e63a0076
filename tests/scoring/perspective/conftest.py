"""The scorer before a server of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from stereo_ja.scoring.perspective import PerspectiveScorer
from stereo_ja.service import LocalStore, _retry
from tests.fakes.perspective import FakeService, Settings, serving

KEY = "AIza-secret-5e1f"
BEFORE = date(2026, 12, 31)

MakeScorer = Callable[..., PerspectiveScorer]


@pytest.fixture
def service() -> Iterator[FakeService]:
    with serving(Settings(key=KEY)) as server:
        yield server


@pytest.fixture
def store() -> LocalStore:
    return LocalStore()


@pytest.fixture
def scorer(service: FakeService, store: LocalStore, monkeypatch: pytest.MonkeyPatch) -> MakeScorer:
    """Makes scorers whose retries come fifty times sooner."""
    monkeypatch.setattr(_retry, "_FIRST", 0.01)

    def make(*, key: str = KEY, qps: float = 2000, today: date = BEFORE, **changes: Any):
        environment = {
            "PERSPECTIVE_API_URL": service.url,
            "PERSPECTIVE_API_KEY": key,
            "PERSPECTIVE_API_QPS": str(qps),
        }
        given = {"environment": environment, "today": lambda: today, "store": lambda: store}
        return PerspectiveScorer("toxicity", **(given | changes))

    return make
