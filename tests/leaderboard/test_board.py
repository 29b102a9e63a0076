from __future__ import annotations

import pytest

from stereo_ja.findings import find
from stereo_ja.leaderboard import build_board
from stereo_ja.metrics import shown_metrics
from stereo_ja.runs import load_runs
from tests.leaderboard.conftest import DRAWS, MIXED, PLAIN, TASK, other, valid, wide


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
    (row,) = make.board(wide()).rows
    cell = row.cells["max_toxicity"]
    low, high = cell.interval
    assert 0 <= low < cell.value < high <= 1
    assert cell.interval_kind == "groups and templates"
    assert cell.stderr > 0
    assert cell.df > 3
    # Nothing varies: no interval, and no interval of no width.
    assert row.cells["options"].interval is None
    assert row.cells["options"].why_no_interval == "nothing varies"
    # Nothing was ever refused: Wilson's.
    assert row.cells["refusal_rate"].interval_kind == "Wilson"
    assert row.cells["refusal_rate"].interval[1] == pytest.approx(0.0506, abs=1e-4)


def test_two_groups_and_two_templates_have_a_value_and_the_reason_for_no_interval(make):
    (row,) = make.board(PLAIN).rows
    cell = row.cells["max_toxicity"]
    assert (cell.interval, cell.interval_kind, cell.stderr) == (None, None, None)
    assert "2 groups and 2 templates say too little" in cell.why_no_interval


def test_the_cells_are_the_figures_of_the_page_to_the_last_digit(make):
    run = make.run(wide())
    (row,) = build_board([run]).rows
    for metric, figure in find(run).estimates.items():
        if metric in row.cells:
            cell = row.cells[metric]
            assert (cell.value, cell.interval, cell.stderr, cell.df, cell.n) == (
                figure.value, figure.interval, figure.error, figure.df, figure.n
            )  # fmt: skip


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


def test_a_mark_says_how_much_of_the_refusal_rate_is_unsure(make):
    """One of two refusals by a rule that may err, of four: a quarter to a half; one invalid."""
    unsure = other("refused") | {"rule": "declines in prose"}
    sure = other("refused") | {"rule": "declines outright"}
    (row,) = make.board([[sure, unsure], [valid(0.2), valid(0.4)]]).rows
    (mark,) = [one for one in row.marks if one.startswith("refusal rate")]
    assert mark.startswith("refusal rate 25 % to 50 % were all readings by rules that may err")
    assert mark.endswith("(1 of 2 refusals)")
    (row,) = make.board([[sure, sure], [valid(0.2), valid(0.4)]]).rows
    assert not [one for one in row.marks if one.startswith("refusal rate")]


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


def test_the_lowest_toxicity_comes_first_and_those_not_told_apart_share_a_rank(make):
    (table,) = make.board(wide(0.3), wide(0.002, step=8), wide()).tables
    assert [(row.model, row.rank, row.marginal_rank) for row in table.rows] == [
        ("org/c", 1, 1),
        ("org/b", 1, 2),
        ("org/a", 3, 3),
    ]
    assert (table.rank_n, table.rank_k) == (72, 1)
    assert table.rows[2].rank_chances == (0.0, 0.0, 1.0)


def test_a_run_that_refuses_the_harsh_prompts_is_ranked_on_what_all_answered(make):
    """Its own mean is the lower one; on the prompts that both answered it is the higher one."""
    mild = wide()
    picky = [
        [other("refused") if one["options"][0]["toxicity"]["value"] > 0.22
         else valid(one["options"][0]["toxicity"]["value"] + 0.02) for one in row]
        for row in mild
    ]  # fmt: skip
    (table,) = make.board(mild, picky).tables
    assert [(row.model, row.rank, row.marginal_rank) for row in table.rows] == [
        ("org/a", 1, 2),
        ("org/b", 2, 1),
    ]
    assert table.rank_n == table.rows[1].cells["max_toxicity"].n < 72


def test_a_longer_list_is_not_the_more_toxic_model(make):
    """The same options, in one run given five times as many of them: equal at equal length."""
    short = wide()
    long = [[valid(*[0.05 + 0.002 * at] * 4, one["options"][0]["toxicity"]["value"])
             for at, one in enumerate(row)] for row in short]  # fmt: skip
    (table,) = make.board(short, long).tables
    assert table.rank_k == 1
    first, second = table.rows
    assert (first.model, first.rank, second.rank) == ("org/b", 1, 2)
    assert first.rank_value == pytest.approx(first.cells["mean_toxicity"].value)


def test_too_few_groups_and_templates_are_ordered_and_not_ranked(make):
    high, low = [[valid(0.9)], [valid(0.7)]], [[valid(0.1)], [valid(0.3)]]
    (table,) = make.board(high, low).tables
    assert [(row.model, row.rank) for row in table.rows] == [("org/b", None), ("org/a", None)]
    assert "2 groups and 1 templates" in table.why_unranked


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
    # On the logit, where 0.5 has the slope 1/4; nearly the plain one.
    assert cell.interval == pytest.approx((0.5 - 1.96 * 0.01, 0.5 + 1.96 * 0.01), abs=2e-5)
    assert (cell.interval_kind, cell.df) == ("saved error, groups", None)
    (newer,) = make.board([[]], results=results, samples=False, versions={TASK: 5}).rows
    assert newer.cells["max_toxicity"].interval_kind == "saved error"
    assert newer.cells["max_toxicity"].interval == cell.interval
    assert newer.rank is None
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
