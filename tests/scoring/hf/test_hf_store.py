"""``stereo-ja score`` with a model of this machine: killed, twice at once, for both kinds."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.cli import main
from stereo_ja.scoring.store import text_hash

COUNT, BEFORE = 2000, 200
STUCK = f"""
import sys, time
from stereo_ja.cli import main
from stereo_ja.scoring.hf import HfScorer

whole = HfScorer.score

def stuck(self, texts):
    for number, found in enumerate(whole(self, texts)):
        if number == {BEFORE}:
            print("stuck", flush=True)
            time.sleep(3600)
        yield found

HfScorer.score = stuck
sys.exit(main(sys.argv[1:]))
"""
"""The command, which after some scores gets no further, so that it is there to be killed."""


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> Path:
    """Distinct texts, so many that two runs meet."""
    path = tmp_path_factory.mktemp("rows") / "texts.jsonl"
    chance = random.Random(0)
    made = ("".join(chance.sample(texts, 2)) + str(number) for number in range(COUNT))
    path.write_text(
        "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in made),
        encoding="utf-8",
    )
    return path


@pytest.fixture
def start(
    rows: Path, bert: Callable[..., Path], tmp_path: Path
) -> Callable[..., subprocess.Popen[bytes]]:
    """Starts the command on the rows, with a store of this test's own."""
    environment = {**os.environ, "STEREO_JA_STORE": str(tmp_path / "scores.sqlite3")}
    environment |= {"OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}

    def command(
        output: str, toxicity: str = "none", run: tuple[str, ...] = ("-m", "stereo_ja")
    ) -> subprocess.Popen[bytes]:
        options = ["--toxicity", toxicity, "--sentiment", f"hf:{bert()}"]
        return subprocess.Popen(
            [sys.executable, *run, "score", str(rows), "-o", output, *options],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    return command


def stored(folder: Path) -> dict[bytes, tuple[float, str]]:
    """Value and date of what the store holds, by text hash."""
    with sqlite3.connect(f"file:{folder / 'scores.sqlite3'}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT text_hash, value, scored_at FROM scores")
        return {text: (value, date) for text, value, date in rows}


def hashes(rows: Path) -> list[bytes]:
    lines = rows.read_text(encoding="utf-8").splitlines()
    return [text_hash(json.loads(line)["text"]) for line in lines]


def scores(path: Path, kind: str) -> list[dict[str, Any]]:
    return [json.loads(line)[kind] for line in path.read_text(encoding="utf-8").splitlines()]


def test_what_was_stored_before_a_kill_is_not_scored_again(
    start: Callable[..., subprocess.Popen[bytes]],
    bert: Callable[..., Path],
    rows: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second run gives the first one's dates, which lie before it began."""
    first = start("lost.jsonl", run=("-c", STUCK))
    assert first.stdout is not None
    assert first.stdout.readline() == b"stuck\n"
    first.send_signal(signal.SIGKILL)
    assert first.wait() == -signal.SIGKILL
    before = stored(tmp_path)
    assert len(before) == BEFORE
    time.sleep(1.1)  # dates are kept to the second
    again = datetime.now(timezone.utc).isoformat(timespec="seconds")
    monkeypatch.setenv("STEREO_JA_STORE", str(tmp_path / "scores.sqlite3"))
    output = tmp_path / "scored.jsonl"
    options = ["-o", str(output), "--toxicity", "none", "--sentiment", f"hf:{bert()}"]
    assert main(["score", str(rows), *options]) == 0
    found = dict(zip(hashes(rows), scores(output, "sentiment"), strict=True))
    assert {text: (s["value"], s["scored_at"]) for text, s in found.items() if text in before} == (
        before
    )
    late = [text for text, score in found.items() if score["scored_at"] >= again]
    assert len(late) == COUNT - len(before)
    assert {score["status"] for score in found.values()} == {"scored"}


def test_two_at_once_with_both_kinds(
    start: Callable[..., subprocess.Popen[bytes]],
    bert: Callable[..., Path],
    variant: Callable[..., Path],
    tmp_path: Path,
) -> None:
    """Both finish with the same values, each stored once, and no kind takes another's."""
    labels = {"id2label": {"0": "neutral", "1": "toxic", "2": "safe"}}
    toxicity = f"hf:{variant(bert(), config=labels)}"
    both = [start(f"{name}.jsonl", toxicity) for name in "ab"]
    assert [process.wait() for process in both] == [0, 0]
    for kind in ("toxicity", "sentiment"):
        a, b = (scores(tmp_path / f"{name}.jsonl", kind) for name in "ab")
        # Batches differ with what the other had stored by then, and with them the last digits.
        assert [one["value"] for one in a] == pytest.approx([one["value"] for one in b], abs=1e-6)
        assert {score["status"] for score in a} == {"scored"}
        low = -1 if kind == "sentiment" else 0
        assert min(score["value"] for score in a) == pytest.approx(low, abs=0.2)
    with sqlite3.connect(tmp_path / "scores.sqlite3") as connection:
        rows = connection.execute("SELECT count(*), count(DISTINCT text_hash) FROM scores")
        assert rows.fetchone() == (2 * COUNT, COUNT)
