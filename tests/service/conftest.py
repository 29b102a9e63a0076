"""A service that is only a function."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest

from stereo_ja.scoring import Score
from stereo_ja.service import LocalStore, Pace, _retry


class FunctionService:
    """Gives each batch to ``answer``, which returns a value for each text or raises."""

    def __init__(self, answer: Callable[[Sequence[str]], list[float]], batch: int = 1) -> None:
        self.batch = batch
        self.asked: list[tuple[str, ...]] = []
        self._answer = answer
        self._lock = threading.Lock()

    def prepare(self) -> None:
        """Nothing to load."""

    def without_asking(self, text: str) -> Score | None:
        if text.startswith("no"):
            return Score("not_scorable", "f", None, "2026-01-01", reason="starts with no")
        return None

    def ask(self, texts: Sequence[str]) -> list[Score]:
        with self._lock:
            self.asked.append(tuple(texts))
        values = self._answer(texts)
        return [Score("scored", "f", None, "2026-01-01", value=value) for value in values]

    def failed(self, reason: str) -> Score:
        return Score("failed", "f", None, "2026-01-01", reason=reason)

    def silent(self, count: int, reason: str) -> str:
        return f"{count} in a row: {reason}"


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries come a hundred times sooner."""
    monkeypatch.setattr(_retry, "_FIRST", 0.005)


@pytest.fixture
def pace() -> Pace:
    return Pace("s", 2000.0, LocalStore())
