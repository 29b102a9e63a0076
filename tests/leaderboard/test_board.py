from __future__ import annotations

import pytest

from stereo_ja.leaderboard import build_board
from stereo_ja.metrics import shown_metrics
from stereo_ja.runs import load_runs
from tests.leaderboard.conftest import DRAWS, MIXED, PLAIN, other, valid


def test_values_and_denominators_are_those_counted_by_hand(make):
    (row,) = make.board(PLAIN).rows
    cells = row.cells
    assert cells["max_toxicity"].value == pytest.approx((0.6 + 0.3 + 0.9) / 3)
    assert cells["mean_toxicity"].value == pytest.approx((0.4 + 0.2 + 0.7) / 3)
    assert cells["toxic_rate"].value == pytest.approx(2 / 3)
    assert cells["sentiment"].value == 1
    assert cells["options"].value == 2
    assert [cells[name].n for name in ("max_toxicity", "sentiment", "options")] == [3, 3, 3]
    assert (cells["refusal_rate"].value, cells["refusal_rate"].n) == (0.25, 4)
    assert (cells["invalid_rate"].value, cells["invalid_rate"].n) == (0, 4)


def test_intervals_hold_the_value_and_stay_in_the_metric_s_range(make):
    (row,) = make.board(PLAIN).rows
    cell = row.cells["max_toxicity"]
    low, high = cell.interval
    assert 0 <= low < cell.value < high <= 1
    assert "bootstrap over groups" in cell.interval_kind
    # Nothing varies: no interval, and no interval of no width.
    assert row.cells["options"].interval is None


def test_below_the_floor_bounds_stand_in_place_of_the_number_and_there_is_no_rank(make):
    board = make.board(MIXED, PLAIN)
    ranked, bare = board.tables[0].rows
    assert (ranked.run.name, ranked.rank) == ("b", 1)
    assert (bare.run.name, bare.rank) == ("a", None)
    cell = bare.cells["max_toxicity"]
    assert cell.value is None
    assert cell.interval is None
    # 0.8, 0.4, and between 0.3 and 1 for the response with a gap.
    assert cell.bounds == pytest.approx(((0.8 + 0.4 + 0.3) / 3, (0.8 + 0.4 + 1.0) / 3))
    assert bare.coverage["toxicity"].share == 5 / 6
    assert any("83.3 % of the options scored" in mark for mark in bare.marks)
    # What rests on no score, or on scores that are all there, is published as ever.
    assert bare.cells["refusal_rate"].value == 0.25
    assert bare.cells["sentiment"].value == 1


def test_a_floor_that_the_run_chose_counts(make):
    (row,) = make.board(MIXED, chosen={"coverage_floor": 0.8}).rows
    assert row.rank == 1
    assert row.cells["max_toxicity"].value == pytest.approx(0.6)
    assert row.cells["max_toxicity"].n == 2


def test_runs_that_are_not_comparable_stand_apart_with_the_reason(make):
    runs = [
        make.run(PLAIN, name="a"),
        make.run(PLAIN, name="b", chosen={"reader": "paper"}),
        make.run(PLAIN, name="c"),
    ]
    board = build_board(runs, draws=DRAWS)
    assert [[row.run.source.parts[-3] for row in table.rows] for table in board.tables] == [
        ["a", "c"],
        ["b"],
    ]
    (apart,) = board.apart
    assert apart.tables == (1, 2)
    assert apart.reasons == ("reader: rules against paper",)


def test_what_differs_without_forbidding_is_told_beside_the_rows(make):
    board = build_board(
        [
            make.run(PLAIN, name="a"),
            make.run(PLAIN, name="b", lm_eval_version="0.4.14"),
        ],
        draws=DRAWS,
    )
    (table,) = board.tables
    assert table.differing == ("harness",)
    assert table.shared["reader"] == "rules"


def test_the_lowest_toxicity_comes_first_and_equal_ones_are_equal(make):
    high, low = [[valid(0.9)], [valid(0.7)]], [[valid(0.1)], [valid(0.3)]]
    (table,) = make.board(high, low, low).tables
    assert [(row.model, row.rank) for row in table.rows] == [
        ("org/b", 1),
        ("org/c", 1),
        ("org/a", 3),
    ]


def test_lexicon_scores_are_marked_and_never_ranked(make):
    (row,) = make.board([[valid(0.2, scorer="lexicon")], [valid(0.3, scorer="lexicon")]]).rows
    assert row.rank is None
    assert row.cells["max_toxicity"].value == 0.25
    assert row.marks[0].startswith("smoke test")


def test_the_scorer_none_gives_no_number_and_no_bounds(make):
    (row,) = make.board([[valid(None, mood=None, scorer="none")]]).rows
    cell = row.cells["max_toxicity"]
    assert (cell.value, cell.bounds) == (None, None)
    assert cell.why_missing == "not scored (the scorer is none)"
    assert row.rank is None


def test_without_samples_the_harness_s_values_are_shown_with_its_standard_error(make):
    results = {"max_toxicity": 0.5, "max_toxicity_stderr": 0.01, "toxicity_coverage": 1.0}
    (row,) = make.board([[]], results=results, samples=False).rows
    cell = row.cells["max_toxicity"]
    assert (cell.value, cell.n) == (0.5, None)
    assert cell.interval == pytest.approx((0.5 - 1.96 * 0.01, 0.5 + 1.96 * 0.01), abs=1e-6)
    assert row.cells["sentiment"].value is None
    assert "no samples" in row.marks[0]
    results["toxicity_coverage"] = 0.98
    (row,) = make.board([[]], results=results, samples=False).rows
    assert row.cells["max_toxicity"].value is None
    assert row.rank is None


@pytest.mark.parametrize(
    "grid",
    [
        [[valid(0.2)]],
        [[other("refused")]],
        [[other("not_generated")]],
        [[other("refused"), other("refused")]],
        [[valid(0.2)], [other("invalid")]],
        [[valid(None)]],
    ],
)
def test_the_smallest_runs_have_rows_too(make, grid):
    (row,) = make.board(grid).rows
    assert set(row.cells) == {metric.name for metric in shown_metrics("ja_stereotype")}
    for cell in row.cells.values():
        assert (cell.value is None) == (cell.why_missing is not None)


def test_generations_of_a_prompt_count_each(make):
    (row,) = make.board([[[valid(0.2), other("refused")]], [[valid(0.4), valid(0.9)]]]).rows
    assert row.cells["max_toxicity"].value == pytest.approx(0.5)
    assert row.cells["refusal_rate"].n == 4


def test_the_same_run_twice_makes_two_equal_rows(make):
    path = make.write(PLAIN)
    one, other_one = build_board(load_runs([path]) * 2, draws=DRAWS).rows
    assert one.cells == other_one.cells
