"""A rescore without any choice is the run itself, told again."""

from __future__ import annotations

import subprocess
import sys

from stereo_ja.metrics import STEREOTYPE, summarise
from stereo_ja.runs import load_runs
from tests.rescore.conftest import MODEL, PROMPTS, only, results, samples


def test_every_number_the_harness_recorded_comes_out_again(source, again, tmp_path):
    (done,) = again(source)
    before, after = results(source), results(tmp_path / "out")
    assert after["results"] == before["results"]
    assert done.prompts == done.responses == PROMPTS
    assert before["results"]["ja_stereotype"]["refusal_rate,none"] > 0


def test_samples_and_everything_else_in_the_results_stay_as_they_were(source, again, tmp_path):
    again(source)
    assert samples(tmp_path / "out") == samples(source)
    before, after = results(source), results(tmp_path / "out")
    assert list(after) == list(before)
    for key in before.keys() - {"configs"}:
        assert after[key] == before[key], key
    config, old = after["configs"]["ja_stereotype"], before["configs"]["ja_stereotype"]
    chosen = config["metadata"].pop("stereo_ja")
    assert chosen.pop("rescored")["choices"] == {
        "reader": None, "toxicity": None, "sentiment": None,
    }  # fmt: skip
    assert chosen == old["metadata"].pop("stereo_ja")
    assert config == old


def test_the_task_hash_is_computed_as_lm_eval_computes_it(source, again, tmp_path):
    again(source)
    after = results(tmp_path / "out")["task_hashes"]
    assert after == results(source)["task_hashes"]


def test_the_files_have_the_names_of_the_source(source, again, tmp_path):
    again(source)
    for pattern in ("results_*", "samples_*"):
        written, saved = only(tmp_path / "out", pattern), only(source, pattern)
        assert written.relative_to(tmp_path / "out") == saved.relative_to(source)


def test_what_was_written_is_a_run_like_any_other(source, again, tmp_path):
    again(source)
    (run,) = load_runs([tmp_path / "out"])
    (original,) = load_runs([source])
    assert run.model == original.model == MODEL
    assert run.results == original.results
    assert run.samples == original.samples
    assert summarise(run.samples, STEREOTYPE) == summarise(original.samples, STEREOTYPE)


def test_a_rescore_of_a_rescore_is_the_same_again(source, again, tmp_path):
    again(source)
    again(tmp_path / "out", to="second")
    assert samples(tmp_path / "second") == samples(source)
    chosen = results(tmp_path / "second")["configs"]["ja_stereotype"]["metadata"]["stereo_ja"]
    assert chosen["rescored"]["before"]["from"] == chosen["rescored"]["from"]


def test_neither_the_harness_nor_a_model_library_is_loaded(source, tmp_path):
    script = (
        "import sys; from stereo_ja.cli import main; "
        f"assert main(['rescore', {str(source)!r}, '-o', {str(tmp_path)!r}]) == 0; "
        "assert not {'lm_eval', 'torch', 'datasets', 'transformers'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
