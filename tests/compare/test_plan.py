from __future__ import annotations

import numpy as np
import pytest

from stereo_ja.compare import compare
from stereo_ja.compare._plan_model import PlanRow
from stereo_ja.runs import Run, load_runs
from stereo_ja.stats._components import Components, components
from stereo_ja.stats._power import Plan
from tests.compare.conftest import highest
from tests.present import present


def values_of(run: Run) -> dict[str, list[float]]:
    """Group, template, and mean over generations of the maximum toxicity, of each prompt."""
    held: dict[str, list[float]] = {}
    for one in run.samples:
        if one.options:
            held.setdefault(one.id, []).append(highest(one))
    return held


def planned(row: PlanRow) -> tuple[Components, Plan]:
    """What a plan was made from, and the plan, of a row that has one."""
    return present(row.components), present(row.plan)


def test_the_variance_is_that_of_the_paired_differences(noisy):
    runs = load_runs([noisy("a", 1), noisy("b", 2)])
    left, right = map(values_of, runs)
    common = sorted(left.keys() & right.keys())
    expected = components(
        np.array([left[key][0] - right[key][0] for key in common]),
        np.array([key.split("/")[0] for key in common]),
        np.array([key.split("/")[1] for key in common]),
    )
    row = compare(runs, draws=5, gap=0.05).plans[0]
    assert (row.metric, row.repeats, row.within) == ("max_toxicity", 1, None)
    parts, plan = planned(row)
    assert parts.residual == pytest.approx(expected.residual)
    assert parts.group == pytest.approx(expected.group)
    assert parts.cells == len(common)
    assert plan.gap == 0.05
    assert [need.lever for need in plan.needs] == ["groups", "templates", "repeats"]


def test_generations_tell_chance_from_lasting_differences(noisy):
    runs = load_runs([noisy("a", 1, repeats=6), noisy("b", 2, repeats=6)])
    within = [
        {k: np.var(v, ddof=1) / len(v) for k, v in held.items() if len(v) > 1}
        for held in map(values_of, runs)
    ]
    common = within[0].keys() & within[1].keys()
    row = compare(runs, draws=5, gap=0.05).plans[0]
    assert row.repeats == 6
    assert row.within == pytest.approx(np.mean([within[0][k] + within[1][k] for k in common]))


def test_a_smaller_gap_needs_more_and_a_hopeless_one_says_so(noisy):
    runs = load_runs([noisy("a", 1, groups=20), noisy("b", 2, groups=20)])
    plans = [planned(compare(runs, draws=5, gap=gap).plans[0])[1] for gap in (0.1, 0.05, 1e-6)]
    wide, narrow, hopeless = plans
    assert present(narrow.needs[0].needed) > present(wide.needs[0].needed)
    assert narrow.power < wide.power
    assert narrow.detectable == wide.detectable
    assert all(need.needed is None and "power" in (need.why or "") for need in hopeless.needs)


def test_one_run_is_planned_for_under_both_extremes(noisy, tmp_path):
    found = compare(load_runs([noisy("a", 1)]), draws=5, gap=0.05)
    assert found.plans[0].b is None
    (shared, with_shared), (apart, with_apart) = map(planned, found.plans[:2])
    assert (shared.group, shared.template) == (0, 0)
    assert apart.residual == shared.residual
    held = {key: value[0] for key, value in values_of(load_runs([tmp_path / "a"])[0]).items()}
    groups, templates = (np.array([key.split("/")[part] for key in held]) for part in (0, 1))
    alone = components(np.array(list(held.values())), groups, templates)
    assert apart.residual == pytest.approx(2 * alone.residual)
    assert apart.group == pytest.approx(2 * alone.group)
    assert with_shared.power >= with_apart.power


def test_of_one_run_chance_counts_for_two(noisy):
    (run,) = load_runs([noisy("a", 1, repeats=6)])
    within = [np.var(v, ddof=1) / len(v) for v in values_of(run).values() if len(v) > 1]
    for row in compare([run], draws=5, gap=0.05).plans[:2]:
        assert row.within == pytest.approx(2 * np.mean(within))


def test_without_variance_there_is_no_plan_and_a_reason(write):
    runs = load_runs(write(name, lambda *_: [write.valid([0.5])]) for name in "ab")
    for row in compare(runs, draws=5, gap=0.05).plans:
        assert row.plan is None
        assert "same value" in (row.why or "")
