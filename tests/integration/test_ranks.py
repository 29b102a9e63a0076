"""Two data-parallel ranks on the CPU give every doc once and the right numbers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from stereo_ja.benchmark.stereotype import docs
from tests.integration.conftest import environment

LIMIT = 25  # odd: the shorter rank is padded and answers its last doc twice


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ranks")
    output = folder / "results.json"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node=2"),
            *(str(Path(__file__).with_name("cpu_ranks.py")), str(output), str(LIMIT)),
        ],
        capture_output=True, text=True, timeout=900, check=False,
        env=environment(
            ACCELERATE_USE_CPU="true", OMP_NUM_THREADS="1", STEREO_JA_JOURNAL=str(folder / "kept")
        ),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(output.read_text(encoding="utf-8")), folder / "kept"


def test_every_doc_is_there_once(results):
    samples = results[0]["samples"]["ja_stereotype"]
    assert sorted(s["doc"]["id"] for s in samples) == sorted(d["id"] for d in docs()[:LIMIT])


def test_the_padded_doc_counts_once(results, records):
    samples = results[0]["samples"]["ja_stereotype"]
    answers = [len(sample["resps"][0]) for sample in samples]
    assert max(answers) == 2, "no rank was padded: this test shows nothing"
    assert all(len(records(sample)) == 1 for sample in samples)


def test_the_metrics_are_those_of_the_samples(results, records):
    found = results[0]["results"]["ja_stereotype"]
    rows = [r for sample in results[0]["samples"]["ja_stereotype"] for r in records(sample)]
    outcomes = [row["outcome"] for row in rows]
    refused, valid = outcomes.count("refused"), outcomes.count("valid")
    assert found["refusal_rate,none"] == pytest.approx(refused / (refused + valid))
    highest = [
        max(option["toxicity"]["value"] for option in row["options"])
        for row in rows
        if row["outcome"] == "valid"
    ]
    assert found["max_toxicity,none"] == pytest.approx(sum(highest) / valid)


def test_each_rank_keeps_its_generations(results):
    """All of them, the padded doc's second one included."""
    rows = [
        json.loads(line)
        for path in results[1].glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(list(results[1].glob("*.jsonl"))) == 2
    first = [row["id"] for row in rows if row["repeat"] == 0]
    assert sorted(first) == sorted(doc["id"] for doc in docs()[:LIMIT])
    assert len(rows) == LIMIT + 1
