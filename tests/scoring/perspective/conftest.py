"""The scorer before a server of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import pytest

from stereo_ja.scoring.perspective import PerspectiveScorer
from stereo_ja.service import LocalStore, ServiceStore, _retry
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

    def of_the_fixture() -> ServiceStore:
        return store

    def make(
        *,
        key: str = KEY,
        qps: float = 2000,
        today: date = BEFORE,
        attributes: Sequence[str] = ("TOXICITY",),
        language: str = "ja",
        store: Callable[[], ServiceStore] = of_the_fixture,
    ) -> PerspectiveScorer:
        environment = {
            "PERSPECTIVE_API_URL": service.url,
            "PERSPECTIVE_API_KEY": key,
            "PERSPECTIVE_API_QPS": str(qps),
        }
        return PerspectiveScorer(
            "toxicity",
            attributes,
            language=language,
            store=store,
            environment=environment,
            today=lambda: today,
        )

    return make
