"""A journal of generations is all a run needs to be scored."""

from __future__ import annotations

import shutil

import pytest

from stereo_ja.errors import UserError
from stereo_ja.runs import load_runs
from tests.rescore.conftest import (
    LEXICON,
    MODEL,
    PROMPTS,
    lines,
    only,
    records,
    results,
    samples,
    write_lines,
)  # fmt: skip


@pytest.fixture
def journal(source):
    return only(source, "generations_*.jsonl")


def _named(folder, task="ja_stereotype", minute=0, rank=1):
    return folder / f"generations_{task}_20260304T05{minute:02d}07.890123_{rank}.jsonl"


def test_a_journal_alone_gives_the_numbers_of_the_run(source, journal, again, tmp_path):
    again(journal, model=MODEL, **LEXICON)
    before, after = results(source), results(tmp_path / "out")
    assert after["results"] == before["results"]
    assert after["n-samples"]["ja_stereotype"] == {"original": 3612, "effective": PROMPTS}
    assert records(tmp_path / "out") == records(source)
    assert after["versions"] == before["versions"]
    assert after["higher_is_better"] == before["higher_is_better"]


def test_hashes_and_docs_of_a_journal_are_those_of_the_samples(source, journal, again, tmp_path):
    """The prompt's hash too: this model had no chat template."""
    again(journal, model=MODEL, **LEXICON)
    kept = ("doc_id", "doc", "target", "resps", "doc_hash", "prompt_hash", "target_hash")
    old, new = samples(source), samples(tmp_path / "out")
    assert [{k: row[k] for k in kept} for row in new] == [{k: row[k] for k in kept} for row in old]
    assert list(new[0]) == list(old[0])


def test_unread_responses_get_the_defaults_of_a_run(journal, again, tmp_path, monkeypatch):
    monkeypatch.setenv("STEREO_JA_TOXICITY", "none")
    again(journal, model=MODEL, sentiment="lexicon")
    chosen = results(tmp_path / "out")["configs"]["ja_stereotype"]["metadata"]["stereo_ja"]
    assert (chosen["reader"], chosen["toxicity"], chosen["sentiment"]) == (
        "rules", "none", "lexicon",
    )  # fmt: skip


def test_without_a_name_the_model_is_unknown_and_that_is_said(copy, again):
    (done,) = again(copy / "generations", **LEXICON)
    assert done.model == "unknown/run"
    assert any("--model-name" in note for note in done.notes)


def test_journals_of_ranks_are_one_run_without_their_padding(journal, again, tmp_path):
    rows = lines(journal)
    padded = [*rows[1::2], {**rows[-1], "repeat": 1, "response": "padding"}]
    write_lines(_named(tmp_path / "generations", rank=1), rows[::2])
    write_lines(_named(tmp_path / "generations", minute=1, rank=2), padded)
    (done,) = again(tmp_path / "generations", **LEXICON)
    assert (done.prompts, done.responses) == (PROMPTS, PROMPTS)
    ids = [sample["doc"]["id"] for sample in samples(tmp_path / "out")]
    assert ids == [row["id"] for row in rows]


def test_an_earlier_journal_of_the_folder_is_another_run(journal, again, tmp_path):
    """Of other prompts, but hours before; named by the user, it counts."""
    rows = lines(journal)
    early = tmp_path / "generations" / "generations_ja_stereotype_20260304T010101.000000_1.jsonl"
    write_lines(early, rows[:5])
    late = write_lines(_named(tmp_path / "generations"), rows[5:])
    (done,) = again(tmp_path / "generations", **LEXICON)
    assert done.prompts == PROMPTS - 5
    assert any(early.name in note for note in done.notes)
    (done,) = again(early, late, to="both", **LEXICON)
    assert done.prompts == PROMPTS


def test_journals_of_the_format_tasks_make_one_results_file(journal, again, tmp_path):
    for minute, part in enumerate(("statement", "question")):
        task = f"ja_stereotype_{part}"
        rows = [{**row, "task": task} for row in lines(journal) if row["format"] == part]
        write_lines(_named(tmp_path / "generations", task, 30 * minute), rows)
    done = again(tmp_path / "generations", model=MODEL, **LEXICON)
    assert {one.task for one in done} == {"ja_stereotype_statement", "ja_stereotype_question"}
    found = results(tmp_path / "out")
    counts = found["n-samples"]["ja_stereotype_statement"]
    assert counts == {"original": 903, "effective": 15}
    assert len(load_runs([tmp_path / "out"])) == 2


def test_a_run_saved_without_samples_is_rescored_from_its_journal(copy, again, tmp_path):
    only(copy, "samples_*").unlink()
    (done,) = again(copy, **LEXICON)
    assert done.model == MODEL
    after, before = results(tmp_path / "out"), results(copy)
    assert after["config"] == before["config"]
    assert after["results"] == before["results"]
    early = "generations_ja_stereotype_20010101T010101.000000_1.jsonl"
    rows = [{**row, "id": f"x{number}"} for number, row in enumerate(lines(
        only(copy, "generations_*.jsonl")
    ))]  # fmt: skip
    write_lines(copy / "generations" / early, rows)
    (done,) = again(copy, to="with an earlier one", **LEXICON)
    assert done.prompts == PROMPTS
    shutil.rmtree(copy / "generations")
    with pytest.raises(UserError, match="log_samples"):
        again(copy, to="second")


def test_a_bad_line_is_named_and_the_others_count(journal, again, tmp_path):
    rows = lines(journal)[:4]
    bad = [
        "{", "[]", '{"x": NaN}', {**rows[0], "id": 7}, {**rows[0], "format": "poem"},
        {**rows[0], "task": "../../x"}, {**rows[0], "response": 3}, {**rows[0], "repeat": "a"},
        {**rows[0], "coverage_floor": 2}, "[" * 5000,
    ]  # fmt: skip
    path = write_lines(_named(tmp_path, rank=9), [rows[0], *bad, *rows[1:]])
    (done,) = again(path, **LEXICON)
    assert done.prompts == 4
    assert [problem.split(":")[1] for problem in done.problems] == [
        str(number) for number in range(2, 2 + len(bad))
    ]
    assert all(problem.startswith(f"{path.name}:") for problem in done.problems)


def test_a_prompt_that_comes_twice_counts_once_and_a_contradiction_is_reported(
    journal, again, tmp_path
):
    rows = lines(journal)[:3]
    path = write_lines(_named(tmp_path), [*rows, rows[1], {**rows[2], "response": "別の答え"}])
    (done,) = again(path, **LEXICON)
    assert done.responses == 3
    assert samples(tmp_path / "out")[2]["resps"] == [[rows[2]["response"]]]
    assert any("the same answer" in note and f"{path.name}:4" in note for note in done.notes)
    assert any("DIFFERENT" in note and f"{path.name}:5" in note for note in done.notes)
