"""The table's counts against the published ones, and its codes against our reader's."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.rescore import Choices
from stereo_ja.rescore.paper import TableCheck, check_table, lines_of, read_table, rescore_table
from stereo_ja.rescore.paper._published import class_of
from stereo_ja.runs import load_runs
from tests.rescore.paper.conftest import COUNTS, row_of, whole_table


@pytest.fixture(scope="module")
def whole():
    return whole_table()


def test_a_complete_table_with_the_published_counts_agrees(table, whole):
    check = check_table(read_table(table(whole)))
    assert check.complete
    assert not check.contradicts_the_paper
    assert [model.counts for model in check.models] == list(COUNTS.values())
    # The published labels follow row position, and are wrong for so many rows of each model.
    assert [model.wrong_formats for model in check.models] == [1800] * 3
    for model in check.models:
        invalid, refused, valid = model.counts
        assert model.confusion == Counter(
            {
                ("invalid", "invalid"): invalid,
                ("refused", "refused"): refused,
                ("valid", "valid"): valid,
            }
        )
    text = "\n".join(lines_of(check))
    assert "3/439/3,170: agrees" in text
    assert "1/1,058/2,553: agrees" in text
    assert "80/9/3,523: agrees" in text
    assert "its counts are the published ones" in text
    # One prompt short of it.
    short = replace(check.models[0], rows=3611, counts=(3, 439, 3169))
    assert not TableCheck((short, *check.models[1:])).contradicts_the_paper


def test_a_partial_table_says_nothing_about_the_published_counts(table, whole):
    check = check_table(read_table(table(whole[:200])))
    assert not check.complete
    assert not check.contradicts_the_paper
    assert "not complete (200 of 10836" in lines_of(check)[-1]


def test_where_the_codes_differ_is_counted_by_class_and_code(table):
    some = docs()[:3]
    rows = [row_of(some[0]), row_of(some[1], check=21), row_of(some[2], "gemma", "refused")]
    (model,) = check_table(read_table(table(rows))).models
    assert model.confusion == Counter(
        {("valid", "valid"): 1, ("refused", "valid"): 1, ("refused", "refused"): 1}
    )
    assert model.codes == Counter({(31, 31): 1, (21, 31): 1, (21, 21): 1})
    text = "\n".join(lines_of(check_table(read_table(table(rows)))))
    assert "the same code: 2 of 3 (66.7 %)" in text
    assert "21→31 1" in text


@pytest.mark.parametrize(
    ("code", "name"), [(12, "invalid"), (22, "refused"), (34, "valid"), (13, None), (0, None)]
)
def test_the_first_digit_of_a_code_is_its_class(code, name):
    assert class_of(code) == name


def test_each_model_becomes_a_run_read_by_the_papers_rules(table, tmp_path):
    rows = [
        row_of(doc, model, kind)
        for model in ("gemma", "qwen")
        for doc, kind in zip(docs(), ("valid", "refused", "invalid"), strict=False)
    ]
    list(rescore_table(read_table(table(rows)), tmp_path / "out", Choices()))
    runs = load_runs([tmp_path / "out"])
    assert {run.model for run in runs} == {"google/gemma-2-27b-it", "Qwen/Qwen2.5-14B-Instruct"}
    for run in runs:
        assert (run.task, run.settings.reader) == ("ja_stereotype_paper", "paper")
        assert [answer.reading.code for answer in run.samples] == [31, 21, 11]
        assert run.results["refusal_rate"][0] == 0.5
        assert run.results["max_toxicity"][0] is None
        assert (run.expected, run.total) == (3, 3612)
        # What was asked is the authors' wording, which the table does not hold.
        assert run.samples[0].prompt is None


def test_scorers_and_reader_can_be_chosen(table, tmp_path):
    path = table([row_of(docs()[0])])
    (done,) = rescore_table(
        read_table(path), tmp_path / "out", Choices(reader="rules", toxicity="lexicon")
    )
    assert done.metrics["toxicity_coverage"] == 1.0
    assert done.metrics["sentiment_coverage"] == 0.0
    (run,) = load_runs([tmp_path / "out"])
    assert run.settings.reader == "rules"
    assert run.settings.generation[0] == ("do_sample", "true")
