from __future__ import annotations

import json
from dataclasses import replace

import pytest

from stereo_ja.compare import as_dict, compare
from stereo_ja.errors import UserError
from stereo_ja.metrics import metric_named
from stereo_ja.runs import load_runs
from tests.present import present

NUMBERS = ("mean_a", "mean_b", "difference", "difference_interval", "pearson", "spearman")


def families(found):
    """The families of which a number is given."""
    return {metric_named(row.metric).family for row in found.pairs if row.difference is not None}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"version": 2}, "task version: 1 against 2"),
        ({"reader": "paper"}, "reader: rules against paper"),
        ({"tokens": 200}, "max new tokens: 400 against 200"),
        ({"repeats": 2}, "generations per prompt: 1 against 2"),
        ({"task": "ja_stereotype_paper"}, "task: ja_stereotype against ja_stereotype_paper"),
        ({"system_instruction_sha": "ab" * 32}, "system instruction: none against abababababab"),
    ],
)
def test_a_difference_that_forbids_everything_leaves_no_number(noisy, changed, said):
    found = compare(load_runs([noisy("a", 1), noisy("b", 2, **changed)]), draws=20, gap=0.1)
    assert not found.comparable
    for row in found.pairs:
        assert all(getattr(row, name) is None for name in NUMBERS)
        assert said in (row.why or "")
    (test,) = found.mcnemar
    assert (test.both, test.p) == (None, None)
    assert not any([found.common, found.differing_prompts, found.differing_groups])
    assert all(row.plan is None and said in (row.why or "") for row in found.plans)
    (excluded,) = found.excluded
    assert excluded.families == ("refusal", "toxicity", "sentiment")
    assert said in excluded.why


def test_another_scorer_forbids_only_its_own_metrics(write):
    def answer(revision):
        return lambda at, _: [write.valid([at % 7 / 10, 0.5], revision=revision)]

    found = compare(load_runs([write("a", answer("r1")), write("b", answer("r2"))]), draws=20)
    assert families(found) == {"refusal", "sentiment"}
    (excluded,) = found.excluded
    assert excluded.families == ("toxicity",)
    assert excluded.why == ("toxicity scorer: judge @ r1 against judge @ r2 (toxicity only)",)
    assert {row.metric for row in found.common} == {"sentiment"}


def test_another_temperature_is_only_worth_knowing(noisy):
    found = compare(load_runs([noisy("a", 1), noisy("b", 2, temperature=0.7)]), draws=20)
    assert families(found) == {"refusal", "toxicity", "sentiment"}
    assert found.worth_knowing == ("a, b: temperature: 1.0 against 0.7",)


def test_of_three_runs_only_the_fitting_ones_are_tested_together(noisy):
    paths = [noisy("a", 1), noisy("b", 2), noisy("c", 3, reader="paper"), noisy("d", 4)]
    found = compare(load_runs(paths), draws=20)
    tested = {(row.shared, row.x, row.y) for row in found.williams if row.t is not None}
    assert tested == {("a", "b", "d"), ("b", "a", "d"), ("d", "a", "b")}
    assert all(row.why for row in found.williams if row.t is None)
    assert all(row.p_holm is None for row in found.williams if row.t is None)
    assert {row.runs for row in found.common} == {("a", "b", "d")}


def test_a_part_of_the_benchmark_is_compared_on_what_it_has(noisy):
    found = compare(load_runs([noisy("a", 1), noisy("b", 2, groups=3)]), draws=20)
    assert max(row.n for row in found.pairs) == 36
    assert any("prompts: 72" in line and "against 36" in line for line in found.worth_knowing)


def test_another_wording_of_the_same_prompts_is_not_compared(noisy):
    a, b = load_runs([noisy("a", 1), noisy("b", 2)])
    changed = tuple(replace(one, prompt=f"{one.prompt}!") for one in b.samples)
    found = compare([a, replace(b, samples=changed)], draws=20)
    assert not found.comparable
    assert found.excluded[0].why[0].startswith("prompt wording:")


def test_a_run_without_samples_is_named(noisy):
    a, b = load_runs([noisy("a", 1), noisy("b", 2)])
    found = compare([a, replace(b, samples=())], draws=20, gap=0.1)
    assert not found.comparable
    assert found.excluded[0].why == ("b: no samples; run lm_eval with --log_samples",)
    assert not compare([replace(a, samples=()), replace(b, samples=())], draws=20).comparable


def test_a_run_given_twice_counts_once(noisy):
    a = noisy("a", 1)
    (samples,) = a.rglob("samples_*")
    (a.parent / "link").symlink_to(a)
    runs = load_runs([a, a.parent / "link", noisy("b", 2), samples])
    assert len(runs) == 4
    found = compare(runs, draws=20)
    assert [run.name for run in found.runs] == ["a", "b"]
    assert found.worth_knowing == ("a: given twice, counted once",) * 2
    with pytest.raises(UserError, match="the same run was given twice"):
        compare(runs[:2], draws=20)


def test_runs_of_one_name_are_told_apart(noisy, write):
    first, second = noisy("one", 1), noisy("two", 2)
    for path in (first, second):
        (file,) = path.rglob("results_*")
        file.write_text(file.read_text().replace("org/one", "org/x").replace("org/two", "org/x"))
    found = compare(load_runs([first, second]), draws=20)
    assert {(row.a, row.b) for row in found.pairs} == {("x", "x #2")}
    assert found.comparable


def test_all_refused_leaves_scores_without_a_number_and_with_a_reason(write):
    runs = [write(name, lambda *_: [write.other("refused")], groups=1) for name in "ab"]
    found = compare(load_runs(runs), draws=20, gap=0.1)
    for row in found.pairs:
        assert (row.difference is None) is (
            metric_named(row.metric).family != "refusal" or row.why is not None
        )
    assert next(row for row in found.pairs if row.metric == "max_toxicity").why
    assert all(row.values == (None, None) and row.n == 0 for row in found.common)
    json.dumps(as_dict(found), allow_nan=False)


def test_the_same_call_gives_the_same_bytes_and_another_seed_other_intervals(noisy):
    runs = load_runs([noisy("a", 1), noisy("b", 2), noisy("c", 3)])
    one, two = (json.dumps(as_dict(compare(runs, draws=50, gap=0.1))) for _ in range(2))
    assert one == two
    assert one != json.dumps(as_dict(compare(runs, draws=50, gap=0.1, seed=1)))
    shuffled = [replace(run, samples=run.samples[::-1]) for run in runs]
    assert one == json.dumps(as_dict(compare(shuffled, draws=50, gap=0.1)))
    turned = compare(runs[::-1], draws=50)
    row, back = compare(runs, draws=50).pairs[3], turned.pairs[-4]
    assert (row.a, row.b, row.metric) == (back.b, back.a, back.metric)
    assert row.difference_interval == pytest.approx(
        tuple(-end for end in present(back.difference_interval)[::-1])
    )
