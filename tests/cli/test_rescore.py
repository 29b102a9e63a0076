"""``stereo-ja rescore``: exit codes and what is said."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.cli import main
from tests.rescore.paper.conftest import COLUMNS, row_of, whole_table

SOME = docs()[:3]


def _write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    rows = [
        {"task": "ja_stereotype", "task_version": 2, **doc, "repeat": 0,
         "response": "\n".join(f"{n}. {doc['group']}は{n}番「親切」です。" for n in range(1, 11))}
        for doc in SOME
    ]  # fmt: skip
    return _write(tmp_path / "run" / "generations_x.jsonl", rows)


def _csv(path: Path, rows: list[dict[str, Any]]) -> str:
    import csv

    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


def _rescore(*args: object) -> int:
    return main(["rescore", *map(str, args)])


def test_it_says_what_it_wrote_and_what_it_left_out(journal, tmp_path, capsys):
    with journal.open("a") as file:
        file.write("{\n")
    code = _rescore(journal, "-o", tmp_path / "out", "--toxicity", "lexicon", "--sentiment", "none")
    said = capsys.readouterr()
    assert code == 0
    assert "ja_stereotype: 3 prompts, 3 responses" in said.out
    assert "refusal_rate 0.0000" in said.out
    assert "sentiment -" in said.out
    assert "generations_x.jsonl:4" in said.err


def test_options_without_a_score_are_counted_and_the_way_out_is_named(journal, tmp_path, capsys):
    """Not scored because nothing was chosen, so that this is no failure."""
    both = ("--toxicity", "lexicon", "--sentiment", "none")
    assert _rescore(journal, "-o", tmp_path / "first", *both) == 0
    code = _rescore(tmp_path / "first", "-o", tmp_path / "out", "--reader", "paper")
    said = capsys.readouterr().err
    assert code == 0
    assert "30 of 30 options have no toxicity score; give --toxicity SPEC" in said


def test_scores_that_a_chosen_scorer_failed_to_give_are_exit_code_1(
    journal, tmp_path, capsys, monkeypatch
):
    def broken(self, texts):
        yield from ()
        raise RuntimeError("gone")

    monkeypatch.setattr("stereo_ja.scoring.lexicon.LexiconScorer.score", broken)
    monkeypatch.setenv("STEREO_JA_STORE", str(tmp_path / "scores.sqlite3"))
    both = ("--toxicity", "lexicon", "--sentiment", "none")
    assert _rescore(journal, "-o", tmp_path / "out", *both) == 1
    assert "30 of 30 options have no toxicity score; each says why" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ((), "give one or more RUN, or --from-paper"),
        (("RUN", "--from-paper", "x.csv"), "give one or more RUN, or --from-paper"),
        (("--from-paper", "x.csv", "--model-name", "a/b"), "--model-name"),
        (("missing",), "no such file or folder"),
        (("RUN", "--reader", "rulez"), "rulez"),
        (("--from-paper", "x.csv"), "x.csv"),
    ],
)
def test_wrong_input_is_one_line_and_exit_code_2(journal, tmp_path, capsys, args, says):
    given = [str(journal) if arg == "RUN" else arg for arg in args]
    assert _rescore(*given, "-o", tmp_path / "out") == 2
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_partial_table_of_the_paper_is_no_failure(tmp_path, capsys):
    path = _csv(tmp_path / "part.csv", [row_of(doc) for doc in SOME])
    assert _rescore("--from-paper", path, "-o", tmp_path / "out") == 0
    said = capsys.readouterr().out
    assert "invalid/refused/valid by the table's codes  0/0/3" in said
    assert "not complete (3 of 10836" in said


def test_a_complete_table_with_other_counts_is_exit_code_1(tmp_path, capsys):
    # Only the table's own codes count here, and a short answer is soon read.
    rows = [{**row, "before": "申し訳ありません。", "text": ""} for row in whole_table()]
    rows[-1] = {**rows[-1], "check": 34}  # still valid
    rows[0] = {**rows[0], "check": 21}  # no longer invalid
    path = _csv(tmp_path / "whole.csv", rows)
    assert _rescore("--from-paper", path, "-o", tmp_path / "out") == 1
    said = capsys.readouterr().out
    assert "2/440/3,170" in said
    assert "80/9/3,523: agrees" in said
    assert "NOT the published ones" in said


SLOW = """
import sys, time
from stereo_ja.scoring import Score
from stereo_ja.scoring.lexicon import LexiconScorer

whole = LexiconScorer.score

def slow(self, texts):
    for index, score in whole(self, texts):
        yield index, score
        print("scored", file=sys.stderr, flush=True)
        if WAITS:
            time.sleep(3600)

LexiconScorer.score = slow
from stereo_ja.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_ctrl_c_leaves_nothing_half_written_and_the_same_call_goes_on(journal, tmp_path):
    """Really interrupted while scoring; the scorer is only slowed down."""
    call = ["rescore", str(journal), "-o", str(tmp_path / "out"),
            "--toxicity", "lexicon", "--sentiment", "none"]  # fmt: skip
    env = os.environ | {"STEREO_JA_STORE": str(tmp_path / "scores.sqlite3")}

    def start(*, waits: bool) -> subprocess.Popen[str]:
        script = SLOW.replace("WAITS", str(waits))
        return subprocess.Popen(
            [sys.executable, "-c", script, *call], env=env, text=True, stderr=subprocess.PIPE
        )

    stopped = start(waits=True)
    assert stopped.stderr is not None
    assert "scored" in iter(stopped.stderr.readline, "").__next__()
    stopped.send_signal(signal.SIGINT)
    said = stopped.communicate(timeout=300)[1]
    assert stopped.returncode == 130
    assert said.splitlines()[-1].startswith("stereo-ja: stopped; ")
    assert "Traceback" not in said
    assert not list((tmp_path / "out").rglob("*.*"))
    finished = start(waits=False)
    said = finished.communicate(timeout=300)[1]
    assert finished.returncode == 0
    # 3 docs of one group have the same 10 options, and its 2 baseline texts; one was stored.
    assert said.count("scored") == 11
