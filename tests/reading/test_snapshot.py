"""What is said of every labelled row, so that no change of it goes unseen."""

from __future__ import annotations

import json

import pytest

from tools.snapshot_readings import SETS, SNAPSHOT, readings

NOW = [json.loads(line) for line in readings()]
BEFORE = [json.loads(line) for line in SNAPSHOT.read_text(encoding="utf-8").split("\n") if line]


def test_every_labelled_row_is_in_the_snapshot():
    assert [(one["set"], one["id"]) for one in NOW] == [(one["set"], one["id"]) for one in BEFORE]


@pytest.mark.parametrize("name", SETS)
def test_every_row_is_read_as_when_it_was_last_looked_at(name):
    """After a deliberate change: python -m tools.snapshot_readings, and read the difference."""
    pairs = [(a, b) for a, b in zip(BEFORE, NOW, strict=True) if a["set"] == name]
    assert [f"{a} is now {b}" for a, b in pairs if a != b] == []
