"""Batches of similar length under a budget."""

from __future__ import annotations

import random

import pytest

from stereo_ja.scoring.hf._batches import by_length, next_batch, size_of


@pytest.mark.parametrize("budget", [1, 7, 64, 1024])
@pytest.mark.parametrize("most", [None, 1, 3])
def test_every_item_once_within_budget(budget: int, most: int | None) -> None:
    chance = random.Random(budget)
    items = ["x" * chance.randint(1, 60) + str(n) for n in range(200)]
    queue = by_length(items)
    seen: list[str] = []
    while queue:
        batch = next_batch(queue, budget, most)
        assert len(batch) == 1 or size_of(batch) <= budget
        assert most is None or len(batch) <= most
        if queue and len(batch) != most:  # full: one more would not have fitted
            assert len(batch[0]) * (len(batch) + 1) > budget
        seen += batch
    assert sorted(seen) == sorted(items)
    assert [len(item) for item in seen] == sorted(map(len, items), reverse=True)
