"""Which files are parts of one run, and which are another run."""

from __future__ import annotations

import json

import pytest

from tests.rescore.conftest import PROMPTS, only, results, samples, write_lines

LATER = "2031-01-01T00-00-00.000000"


@pytest.fixture
def split(copy):
    """Splits the run into two with files of their own; the later one changed by the caller."""

    def cut(at: int, overlap: int = 0, folder: str = "", **changed: object) -> None:
        rows, content = samples(copy), results(copy)
        path, old = only(copy, "results_*"), only(copy, "samples_*")
        place = copy.parent / folder / old.parent.name if folder else old.parent
        write_lines(old, rows[:at])
        write_lines(place / f"samples_ja_stereotype_{LATER}.jsonl", rows[at - overlap :])
        content["n-samples"]["ja_stereotype"]["effective"] = at
        path.write_text(json.dumps(content), encoding="utf-8")
        content["n-samples"]["ja_stereotype"]["effective"] = PROMPTS - at + overlap
        later = place / f"results_{LATER}.json"
        later.write_text(json.dumps(content | changed), encoding="utf-8")

    return cut


def test_runs_of_other_prompts_in_one_folder_are_shards(source, copy, split, again, tmp_path):
    split(20)
    (done,) = again(copy)
    assert done.prompts == PROMPTS
    assert done.results_path.name == f"results_{LATER}.json"
    after = results(tmp_path / "out")
    assert after["results"] == results(source)["results"]
    assert after["task_hashes"] == results(source)["task_hashes"]
    assert after["n-samples"]["ja_stereotype"]["effective"] == PROMPTS


def test_shards_may_lie_in_several_folders(copy, split, again):
    split(20, folder="elsewhere")
    (done,) = again(copy, copy.parent / "elsewhere")
    assert done.prompts == PROMPTS


def test_a_later_run_of_the_same_prompts_replaces_the_earlier(copy, split, again):
    """In a folder the newest counts, as in every command."""
    split(20, overlap=1)
    (done,) = again(copy)
    assert done.prompts == PROMPTS - 19
    assert any("not read" in note for note in done.notes)


def test_runs_made_in_different_ways_are_never_put_together(copy, split, again):
    split(20, config={"model_args": {"pretrained": "other"}})
    (done,) = again(copy)
    assert done.prompts == PROMPTS - 20


def test_runs_the_user_named_both_count(copy, split, again):
    split(20, overlap=1)
    first, second = again(*sorted(copy.rglob("samples_*.jsonl")))
    assert {first.prompts, second.prompts} == {20, PROMPTS - 19}
    assert first.results_path != second.results_path


def test_the_order_in_which_runs_are_named_does_not_matter(copy, split, again, tmp_path):
    split(20)
    one, other = sorted(copy.rglob("samples_*.jsonl"))
    again(one, other)
    again(other, one, to="second")
    assert samples(tmp_path / "out") == samples(tmp_path / "second")
