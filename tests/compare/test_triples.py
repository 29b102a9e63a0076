from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from stereo_ja.compare import compare
from stereo_ja.runs import load_runs
from stereo_ja.stats._williams import williams
from tests.compare.conftest import highest


@pytest.fixture
def found(noisy):
    return compare(load_runs(noisy(name, seed) for seed, name in enumerate("abc")), draws=60)


def test_every_run_is_the_shared_one_once_for_each_metric(found):
    named = [(row.metric, row.shared, row.x, row.y) for row in found.williams]
    turns = [("a", "b", "c"), ("b", "a", "c"), ("c", "a", "b")]
    assert named == [(metric, *turn) for metric in ("max_toxicity", "sentiment") for turn in turns]


def test_correlations_are_over_the_prompts_common_to_all_three(found, noisy, tmp_path):
    runs = load_runs(tmp_path / name for name in "abc")
    values = [{one.id: highest(one) for one in run.samples if one.options} for run in runs]
    common = sorted(set.intersection(*map(set, values)))
    r = np.corrcoef([[held[key] for key in common] for held in values])
    row = found.williams[1]
    assert row.n == len(common) < min(map(len, values))
    assert (row.r_shared_x, row.r_shared_y, row.r_xy) == pytest.approx((r[1, 0], r[1, 2], r[0, 2]))
    expected = williams(r[1, 0], r[1, 2], r[0, 2], len(common))
    assert (row.t, row.df, row.p) == pytest.approx((expected.t, len(common) - 3, expected.p))
    low, high = row.r_difference_interval
    assert low < row.r_shared_x - row.r_shared_y < high


def test_holm_is_over_all_tests_of_a_metric(found):
    for start in (0, 3):
        rows = found.williams[start : start + 3]
        expected = multipletests([row.p for row in rows], method="holm")[1]
        assert [row.p_holm for row in rows] == pytest.approx(expected)


def test_what_all_answered_is_averaged_over_the_same_prompts(found, tmp_path):
    runs = load_runs(tmp_path / name for name in "abc")
    values = [{one.id: highest(one) for one in run.samples if one.options} for run in runs]
    common = set.intersection(*map(set, values))
    row = found.common[0]
    assert (row.metric, row.runs, row.n) == ("max_toxicity", ("a", "b", "c"), len(common))
    means = [np.mean([held[key] for key in common]) for held in values]
    assert row.values == pytest.approx(means)
    assert all(low < mean < high for mean, (low, high) in zip(means, row.intervals, strict=True))


def test_a_copy_among_three_leaves_its_test_without_a_number(noisy):
    paths = [noisy("a", 1), noisy("a-copy", 1), noisy("c", 2)]
    rows = compare(load_runs(paths), draws=20).williams
    third = rows[2]
    assert (third.shared, third.t, third.p_holm) == ("c", None, None)
    assert third.r_xy == pytest.approx(1)
    assert "same or opposite" in (third.why or "")
    # a copy correlates with both as the original does, without any error
    assert (third.r_difference, third.r_difference_interval) == (0, None)
