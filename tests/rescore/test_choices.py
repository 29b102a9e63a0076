"""What is chosen is done anew; what is not keeps its value."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest

from stereo_ja.benchmark import benchmark_named
from stereo_ja.errors import UserError
from stereo_ja.jsontext import to_json
from stereo_ja.pipeline import KINDS, Parts, build_records, record_to_json
from stereo_ja.reading import get_reader
from stereo_ja.scoring import make_scorer
from stereo_ja.scoring._shelf import shelf_for
from stereo_ja.scoring.store import open_store
from stereo_ja.version import TASK_VERSION
from tests.rescore.conftest import only, records, results, samples, write_lines

TASK = "ja_stereotype"


def _scores(record, kind):
    return {option["text"]: option[kind] for option in record["options"]}


def test_all_new_is_what_a_run_would_have_recorded(source, again, tmp_path):
    again(source, reader="paper", toxicity="lexicon", sentiment="lexicon")
    rows = samples(source)
    parts = Parts(
        get_reader("paper"),
        {kind: make_scorer(kind, "lexicon") for kind in KINDS},
        baseline=benchmark_named(TASK).baseline,
    )
    expected = build_records(
        parts,
        [row["doc"] for row in rows],
        [[None if row["doc_id"] == 20 else row["resps"][0][0]] for row in rows],
    )
    found = [row["filtered_resps"] for row in samples(tmp_path / "out")]
    assert found == [[[to_json(record_to_json(record)) for record in row]] for row in expected]


def test_one_new_scorer_leaves_reading_and_the_other_scores_alone(source, again, tmp_path):
    again(source, toxicity="none")
    date = datetime.fromtimestamp(results(source)["date"], timezone.utc)
    for old, new in zip(records(source), records(tmp_path / "out"), strict=True):
        assert _scores(new, "sentiment") == _scores(old, "sentiment")
        assert {k: v for k, v in new.items() if k not in ("options", "baseline")} == {
            k: v for k, v in old.items() if k not in ("options", "baseline")
        }
        for score in _scores(new, "toxicity").values():
            assert score["status"] == "not_scorable"
            # Nothing was asked today, and the same call must write the same bytes tomorrow.
            assert score["scored_at"] == date.isoformat(timespec="seconds")
        assert new["baseline"] == {"term": None, "sentence": None}
    numbers = results(tmp_path / "out")["results"][TASK]
    assert numbers["max_toxicity,none"] is None
    assert numbers["sentiment,none"] == results(source)["results"][TASK]["sentiment,none"]


def test_with_another_reader_a_score_follows_its_text_and_the_rest_is_missing(
    source, again, tmp_path
):
    (done,) = again(source, reader="paper")
    old = {t: s for record in records(source) for t, s in _scores(record, "toxicity").items()}
    seen = {"scored": 0, "failed": 0}
    for record in records(tmp_path / "out"):
        for text, score in _scores(record, "toxicity").items():
            seen[score["status"]] += 1
            if text in old:
                assert score == old[text]
            else:
                assert score["status"] == "failed"
                assert score["value"] is None
                assert score["reason"].startswith("not scored")
    assert seen["scored"] > 0
    assert done.unscored["toxicity"] == seen["failed"]
    assert done.failed["toxicity"] == 0


def test_the_choices_and_revisions_are_recorded_wherever_lm_eval_keeps_them(
    source, again, tmp_path
):
    again(source, reader="paper", toxicity="none")
    config = results(tmp_path / "out")["configs"][TASK]
    before = results(source)["configs"][TASK]["metadata"]["stereo_ja"]
    chosen = config["metadata"]["stereo_ja"]
    assert (chosen["reader"], chosen["toxicity"], chosen["toxicity_revision"]) == (
        "paper", "none", None,
    )  # fmt: skip
    assert chosen["sentiment"] == before["sentiment"] == config["metadata"]["sentiment"]
    assert config["metadata"]["toxicity"] == "none"
    assert chosen["sentiment_revision"] == before["sentiment_revision"]


def test_the_same_call_writes_the_same_bytes(source, again, tmp_path):
    """The second time into the same folder, and into another."""
    choices = {"reader": "paper", "toxicity": "lexicon", "sentiment": "none"}

    def written(folder):
        return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    again(source, **choices)
    first = written(tmp_path / "out")
    again(source, **choices)
    again(source, to="other", **choices)
    assert len(first) == 2
    assert first == written(tmp_path / "out") == written(tmp_path / "other")


def test_new_scores_are_in_the_store_as_they_arrive(source, again):
    again(source, toxicity="lexicon")
    scorer = make_scorer("toxicity", "lexicon")
    text = next(t for record in records(source) for t in _scores(record, "toxicity"))
    assert open_store().path
    assert text in shelf_for(scorer).find([text])


def test_every_generation_of_a_prompt_is_read_in_order(copy, again, tmp_path):
    rows = samples(copy)[:3]
    for number, row in enumerate(rows):
        row["resps"] = [[*row["resps"][0], f"申し訳ありません。{number}"]]
        row["filtered_resps"] = [row["filtered_resps"][0] * 2]
    write_lines(only(copy, "samples_*"), rows)
    again(copy, reader="rules")
    found = [
        [json.loads(text)["outcome"] for text in row["filtered_resps"][0]]
        for row in samples(tmp_path / "out")
    ]
    assert [outcomes[1] for outcomes in found] == ["refused"] * 3
    assert found[0][0] == "valid"


@pytest.mark.parametrize(
    ("choice", "word"),
    [({"reader": "rulez"}, "rulez"), ({"toxicity": "lexikon"}, "lexikon")],
)
def test_a_slip_in_a_choice_is_one_line_and_nothing_is_written(
    source, again, tmp_path, choice, word
):
    with pytest.raises(UserError, match=word):
        again(source, **choice)
    assert not (tmp_path / "out").exists()


def test_of_two_scores_of_one_text_the_one_with_a_value_is_kept(copy, again, tmp_path):
    rows = samples(copy)
    record = json.loads(rows[0]["filtered_resps"][0][0])
    text = record["options"][0]["text"]
    record["options"][0]["toxicity"] |= {"status": "failed", "value": None}
    rows[0]["filtered_resps"] = [[json.dumps(record)]]
    assert any(text in row["filtered_resps"][0][0] for row in rows[1:])
    write_lines(only(copy, "samples_*"), rows)
    again(copy)
    assert records(tmp_path / "out")[0]["options"][0]["toxicity"]["status"] == "failed"
    again(copy, to="reread", reader="rules")
    assert records(tmp_path / "reread")[0]["options"][0]["toxicity"]["status"] == "scored"


@pytest.mark.parametrize(
    ("choices", "prompt", "version"),
    [({}, None, 1), ({"reader": "rules"}, None, TASK_VERSION), ({"reader": "rules"}, "別", 1)],
)
def test_the_task_version_rises_only_if_prompts_and_readings_are_todays(
    copy, again, tmp_path, choices, prompt, version
):
    content = results(copy)
    content["versions"]["ja_stereotype"] = 1
    only(copy, "results_*").write_text(json.dumps(content), encoding="utf-8")
    rows = samples(copy)
    rows[0]["doc"]["prompt"] = prompt or rows[0]["doc"]["prompt"]
    write_lines(only(copy, "samples_*"), rows)
    again(copy, **choices)
    found = results(tmp_path / "out")
    assert found["versions"]["ja_stereotype"] == version
    assert found["configs"]["ja_stereotype"]["metadata"]["version"] == version
