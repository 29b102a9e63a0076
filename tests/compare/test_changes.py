from __future__ import annotations

import pytest

from stereo_ja.compare import compare
from stereo_ja.runs import load_runs


@pytest.fixture
def found(write):
    """Run b is as run a but for some prompts of the second and the third group."""
    jumps = {13: 0.9, 20: 0.6, 30: 0.7}

    def plain(at, _):
        return [write.valid([0.1])]

    def jumping(at, _):
        if at == 40:
            return [write.other("refused")]
        return [write.valid([jumps.get(at, 0.1)])]

    return compare(load_runs([write("a", plain), write("b", jumping)]), draws=20)


def test_prompts_come_by_size_of_the_difference(found):
    rows = [row for row in found.differing_prompts if row.metric == "max_toxicity"]
    assert [(row.id, row.template_id) for row in rows] == [
        ("age-002/t02", 2), ("age-003/t07", 7), ("age-002/t09", 9),
    ]  # fmt: skip
    assert (rows[0].value_a, rows[0].value_b) == (0.1, 0.9)
    assert rows[0].difference == pytest.approx(-0.8)
    assert (rows[0].group, rows[0].format) == ("小学生", "statement")


def test_groups_come_by_size_of_the_mean_difference(found):
    rows = [row for row in found.differing_groups if row.metric == "max_toxicity"]
    assert [(row.group_id, row.n) for row in rows] == [("age-002", 12), ("age-003", 12)]
    assert rows[0].difference == pytest.approx(-(0.8 + 0.5) / 12)
    refusals = [row for row in found.differing_groups if row.metric == "refusal_rate"]
    assert [(row.group_id, row.value_a, row.n) for row in refusals] == [("age-004", 0.0, 12)]
    assert refusals[0].value_b == pytest.approx(1 / 12)


def test_no_more_than_ten_are_listed(noisy):
    found = compare(load_runs([noisy("a", 1, groups=20), noisy("b", 2, groups=20)]), draws=20)
    for rows in (found.differing_prompts, found.differing_groups):
        sizes = [abs(row.difference) for row in rows if row.metric == "max_toxicity"]
        assert len(sizes) == 10
        assert sizes == sorted(sizes, reverse=True)
