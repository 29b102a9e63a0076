"""What every test shares."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _own_score_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test reads or writes the user's own score store, nor does a command it starts."""
    before = os.environ.get("STEREO_JA_STORE")
    os.environ["STEREO_JA_STORE"] = str(tmp_path_factory.mktemp("store") / "scores.sqlite3")
    yield
    if before is None:
        del os.environ["STEREO_JA_STORE"]
    else:
        os.environ["STEREO_JA_STORE"] = before
