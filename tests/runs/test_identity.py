from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.pipeline import Option, Record, record_from_json
from stereo_ja.runs import (
    NOT_RECORDED,
    Run,
    Settings,
    differences,
    identity,
    not_comparable,
    worth_knowing,
)
from stereo_ja.scoring import Score


def response(id: str, scorer: str = "judge", revision: str | None = "r1", **of: Any) -> Record:
    score = Score(status="scored", scorer=scorer, revision=revision, scored_at="", value=0.5)
    doc = {"id": id, "group": "医者", "category": "profession", "format": "statement"}
    plain = record_from_json(doc | {"prompt": f"say {id}"}, {"outcome": "valid"}, 0, None)
    return replace(plain, options=(Option("x", score, None),), **of)


@pytest.fixture
def run():
    settings = Settings(
        generation=(("temperature", "1.0"), ("max_gen_toks", "400")),
        chat_template=True,
        reader="rules",
        sentiment="mood @ r1",
    )
    samples = (response("a/t01"), response("a/t02"))
    return Run("m", "org/m", "ja_stereotype", "1", {}, samples, Path("x"), settings, "0.4.13")


def test_the_facts_stand_in_a_fixed_order_and_name_scorers_from_the_scores(run):
    found = identity(run)
    assert list(found)[:5] == [
        "task", "task version", "prompts", "generations per prompt",
        "examples before a prompt",
    ]  # fmt: skip
    assert found["toxicity scorer"] == "judge @ r1"
    assert found["sentiment scorer"] == "mood @ r1"  # no score: the one chosen
    assert found["max new tokens"] == "400"
    assert found["system instruction"] == "none"
    assert found["top_p"] == NOT_RECORDED


def test_a_scorer_that_left_no_score_is_not_named_beside_one_that_did(run):
    failed = Score(status="failed", scorer="other", revision=None, scored_at="")
    sample = replace(response("a/t02"), options=(Option("x", failed, None),))
    both = replace(run, samples=(run.samples[0], sample))
    assert identity(both)["toxicity scorer"] == "judge @ r1"
    assert identity(replace(run, samples=(sample,)))["toxicity scorer"] == "other @ no revision"


def test_a_run_may_stand_beside_itself(run):
    assert differences(run, run) == []


def test_scores_of_two_revisions_in_one_run_are_both_named(run):
    mixed = replace(run, samples=(run.samples[0], response("a/t02", revision="r2")))
    assert not_comparable(run, mixed) == [
        "toxicity scorer: judge @ r1 against judge @ r1 + judge @ r2 (toxicity only)"
    ]


def test_max_tokens_are_compared_whatever_the_backend_calls_them(run):
    served = replace(run.settings, generation=(("temperature", "1.0"), ("max_tokens", "400")))
    assert differences(run, replace(run, settings=served)) == []


def test_other_prompts_forbid_whole_runs_but_not_paired_numbers(run):
    part = replace(run, samples=run.samples[:1])
    assert not_comparable(run, part)[0].startswith("prompts: 2 (")
    assert not_comparable(run, part, paired=True) == []
    assert worth_knowing(run, part, paired=True)[0].startswith("prompts: 2 (")


def test_what_is_not_recorded_forbids_nothing(run):
    unknown = replace(run, task_version=None, settings=Settings())
    assert not_comparable(run, unknown) == []
    assert "reader: rules against not recorded" in worth_knowing(run, unknown)
    assert "task version: 1 against not recorded" in worth_knowing(run, unknown)


def test_settings_of_a_model_are_only_worth_knowing(run):
    other = replace(run.settings, generation=(("temperature", "0.7"), ("max_gen_toks", "400")))
    other = replace(run, settings=replace(other, chat_template=False))
    assert not_comparable(run, other) == []
    assert worth_knowing(run, other) == [
        "chat template: on against off",
        "temperature: 1.0 against 0.7",
    ]
