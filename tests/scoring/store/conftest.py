"""A store of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from stereo_ja.scoring import Score
from stereo_ja.scoring.store import ScoreStore, Source

SOURCE = Source("perspective", "v1alpha1", "TOXICITY", "ja")


def scored(value: float, at: str = "2026-11-25T10:00:00+00:00") -> Score:
    """A score of the source above."""
    return Score("scored", SOURCE.scorer, SOURCE.revision, at, value=value)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "scores.sqlite3"


@pytest.fixture
def store(path: Path) -> ScoreStore:
    return ScoreStore(path)
