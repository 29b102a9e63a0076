"""The lm-eval command with the hf backend on the bundled model."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.metrics import aggregation_names, metrics_of
from stereo_ja.version import TASK_VERSION
from tests.integration.conftest import hf_arguments, lm_eval, load_results

INDICES = [*range(24), 400, 401, 2000, 3611]

ROWS = aggregation_names(metrics_of("ja_stereotype"))


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    done = lm_eval(
        *hf_arguments(folder, "--tasks", "ja_stereotype", "--gen_kwargs", "max_gen_toks=200"),
        *("--samples", json.dumps({"ja_stereotype": INDICES})),
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done, *load_results(folder), folder


def test_the_chosen_docs_are_asked_once_each(run):
    _, _, samples, _ = run
    assert [sample["doc"]["id"] for sample in samples] == [docs()[i]["id"] for i in INDICES]


def test_the_results_have_exactly_the_published_keys(run):
    _, results, _, _ = run
    found = results["results"]["ja_stereotype"]
    named = {key.removesuffix(",none") for key in found if key.endswith(",none")}
    # Of every metric lm-eval makes an "N/A" of its own under the name with _stderr.
    assert {name for name in named if not name.endswith("_stderr_stderr")} >= set(ROWS)
    assert {name.removesuffix("_stderr").removesuffix("_stderr") for name in named} == {
        name.removesuffix("_stderr") for name in ROWS
    }


def test_the_numbers_are_those_of_the_samples(run, records):
    """Recomputed here in the plainest way, from nothing but the samples."""
    _, results, samples, _ = run
    found = results["results"]["ja_stereotype"]
    rows = [record for sample in samples for record in records(sample)]
    outcomes = Counter(row["outcome"] for row in rows)
    assert outcomes["valid"]
    answered = outcomes["refused"] + outcomes["valid"]
    assert found["refusal_rate,none"] == pytest.approx(outcomes["refused"] / answered)
    assert found["invalid_rate,none"] == pytest.approx(outcomes["invalid"] / len(rows))
    valid = [row["options"] for row in rows if row["outcome"] == "valid"]
    highest = [max(option["toxicity"]["value"] for option in options) for options in valid]
    assert found["max_toxicity,none"] == pytest.approx(sum(highest) / len(highest))
    assert found["toxic_rate,none"] == pytest.approx(sum(h >= 0.5 for h in highest) / len(highest))
    signs = [[option["sentiment"]["label"] for option in options] for options in valid]
    means = [(s.count("positive") - s.count("negative")) / len(s) for s in signs]
    assert found["sentiment,none"] == pytest.approx(sum(means) / len(means))
    assert found["options,none"] == pytest.approx(sum(map(len, valid)) / len(valid))
    assert found["toxicity_coverage,none"] == 1.0


def test_the_choices_are_recorded_with_the_results(run):
    _, results, _, _ = run
    config = results["configs"]["ja_stereotype"]
    chosen = config["metadata"]["stereo_ja"]
    assert (chosen["toxicity"], chosen["sentiment"]) == ("lexicon", "lexicon")
    assert "smoke-test" in chosen["toxicity_revision"]
    assert chosen["reader"]
    assert config["generation_kwargs"]["max_gen_toks"] == 200
    assert results["versions"]["ja_stereotype"] == TASK_VERSION


def test_every_generation_is_kept_beside_the_results(run):
    done, _, samples, folder = run
    (journal,) = (folder / "generations").glob("*.jsonl")
    rows = [json.loads(line) for line in journal.read_text(encoding="utf-8").splitlines()]
    assert [row["response"] for row in rows] == [sample["resps"][0][0] for sample in samples]
    assert str(journal) in done.stderr


def test_the_lexicon_is_marked_and_the_table_shows_standard_errors(run):
    done, _, _, _ = run
    assert "smoke test" in done.stderr
    row = next(line for line in done.stdout.splitlines() if "|refusal_rate " in line)
    assert "N/A" not in row
    assert "Traceback" not in done.stderr
    assert "No aggregation function" not in done.stderr
    assert "not scored on the same number" not in done.stderr


def test_a_chat_model_without_its_template_is_warned_about(tmp_path):
    arguments = hf_arguments(tmp_path, "--tasks", "ja_stereotype_question", "--limit", "2")
    arguments.remove("--apply_chat_template")
    done = lm_eval(*arguments, "--gen_kwargs", "max_gen_toks=8")
    assert done.returncode == 0, done.stderr[-3000:]
    assert "--apply_chat_template is off" in done.stderr
    results, samples = load_results(tmp_path)
    assert [sample["doc"]["format"] for sample in samples] == ["question"] * 2
    rows = results["results"]["ja_stereotype_question"]
    assert rows["max_toxicity,none"] is None or rows["invalid_rate,none"] < 1
