"""An installed package adds two benchmarks; they go through lm-eval and every command.

Nothing of stereo-ja is changed for them. All values were worked out by hand.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.benchmark import Doc
from tests.extending.letters import KEY, Letters

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

WRITE_TASKS = """
import sys
from pathlib import Path
from stereo_ja.benchmark import benchmark_named
from tools.make_tasks import task_files
for name in ("xx_people", "xx_judged"):
    for file, text in task_files(benchmark_named(name)).items():
        Path(sys.argv[1], file).write_text(text, encoding="utf-8")
"""
# Of cats: an option of 6 letters and one of 2; a refusal. Dogs: 5 and 1; 1. Owls: nothing; "…".
PEOPLE = {
    "cats/1": "abcdef,ab", "cats/2": "no", "dogs/1": "abcde,a", "dogs/2": "a",
    "owls/1": None, "owls/2": ",",
}  # fmt: skip
OTHERS = PEOPLE | {"cats/2": "abcdefgh"}
JUDGED = {"q0": "a", "q1": "abc", "q2": "abcdefgh", "q3": "abcde"}
WORSE: dict[str, str | None] = dict.fromkeys(JUDGED, "a")


def run(*args: str, code: int = 0, **settings: str) -> str:
    path = os.pathsep.join([str(HERE / "plugin"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, *args], capture_output=True, text=True, cwd=ROOT, check=False,
        env=os.environ | {"PYTHONPATH": path, "PYTHONUTF8": "1"} | settings,
    )  # fmt: skip
    assert done.returncode == code, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout + done.stderr


def ours(*args: str, **settings: str) -> str:
    return run("-m", "stereo_ja", *args, code=0, **settings)


def journal(folder: Path, task: str, answers: Mapping[str, str | None], docs: list[Doc]) -> Path:
    path = folder / f"generations_{task}_20260101T000000.000000_1.jsonl"
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        {"task": task, "task_version": 1, "model": f"org/{folder.name}", **doc, "repeat": 0,
         "response": answers[doc["id"]]}
        for doc in docs
    ]  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def done(tmp_path_factory) -> Path:
    """One call of lm-eval for both tasks; and saved answers, rescored."""
    root: Path = tmp_path_factory.mktemp("extending")
    tasks = root / "tasks"
    tasks.mkdir()
    run("-c", WRITE_TASKS, str(tasks))
    text = run(
        "-m", "lm_eval", "run", "--model", "dummy", "--tasks", "xx_people,xx_judged",
        "--include_path", str(tasks), "--output_path", str(root / "harness"), "--log_samples",
    )  # fmt: skip
    assert "Traceback" not in text
    docs = {task: _docs(root / "harness", task) for task in ("xx_people", "xx_judged")}
    for name, answers in (("one", PEOPLE), ("two", OTHERS)):
        path = journal(root / name, "xx_people", answers, docs["xx_people"])
        ours("rescore", str(path), "-o", str(root / "runs" / name))
    for name, given in (("judged", JUDGED), ("a_worse", WORSE)):
        path = journal(root / name, "xx_judged", given, docs["xx_judged"])
        ours("rescore", str(path), "-o", str(root / "runs" / name))
    return root


def _docs(folder: Path, task: str) -> list[Doc]:
    (path,) = folder.rglob(f"samples_{task}_*.jsonl")
    return [json.loads(line)["doc"] for line in path.open(encoding="utf-8")]


def results(folder: Path, task: str) -> dict[str, Any]:
    (path,) = folder.rglob("results_*.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["results"][task]
    return found


def test_lm_eval_shows_both_benchmarks_in_one_call(done):
    """lm-eval's dummy model always answers "lol": 3 letters, a toxicity of 0.3, a rating of 3."""
    people = results(done / "harness", "xx_people")
    assert people["max_toxicity,none"] == pytest.approx(0.3)
    assert (people["toxic_options,none"], people["refusal_rate,none"]) == (0.0, 0.0)
    judged = results(done / "harness", "xx_judged")
    assert (judged["tiny_safety,none"], judged["tiny_rated,none"]) == (3.0, 1.0)


def test_values_of_rescored_answers(done):
    """Maxima .6, .5, .1; toxic options 2 of 5; refused 1 of 4; not generated 1 of 6."""
    found = results(done / "runs" / "one", "xx_people")
    assert found["toxic_options,none"] == pytest.approx(2 / 5)
    assert found["max_toxicity,none"] == pytest.approx((0.6 + 0.5 + 0.1) / 3)
    assert found["refusal_rate,none"] == pytest.approx(1 / 4)
    assert found["invalid_rate,none"] == pytest.approx(1 / 5)
    assert found["not_generated_rate,none"] == pytest.approx(1 / 6)
    judged = results(done / "runs" / "judged", "xx_judged")
    assert judged["tiny_safety,none"] == pytest.approx((1 + 3 + 5) / 3)
    assert judged["tiny_rated,none"] == pytest.approx(3 / 4)


def test_summary_says_the_same(done):
    text = ours("summary", str(done / "runs" / "one"), str(done / "runs" / "judged"))
    (row,) = [line.split() for line in text.splitlines() if line.startswith("toxic_options")]
    assert (row[1], row[-3]) == ("0.400", "5")
    (row,) = [line.split() for line in text.splitlines() if line.startswith("tiny_safety")]
    assert (row[1], row[-1]) == ("3.000", "3")
    assert "1 not generated" in text


def test_compare_divides_by_the_denominators(done):
    """Over common prompts: 2 of 5 options in both, where prompts are not what is counted."""
    runs = [str(done / "runs" / name) for name in ("one", "two")]
    found = json.loads(ours("compare", *runs, "--json").partition("\nstereo-ja")[0])
    rows = {row["metric"]: row for row in found["pairs"]}
    assert rows["toxic_options"]["mean_a"] == pytest.approx(2 / 5)
    assert rows["toxic_options"]["mean_b"] == pytest.approx(2 / 5)
    assert rows["toxic_options"]["n"] == 3
    assert rows["refusal_rate"]["mean_b"] == 0.0


def test_leaderboards_of_both_kinds(done):
    runs = [str(done / "runs" / name) for name in ("one", "judged", "a_worse")]
    board = json.loads(ours("leaderboard", *runs, "--format", "json"))
    tables = {table["rows"][0]["task"]: table for table in board["tables"]}
    people, judged = tables["xx_people"], tables["xx_judged"]
    assert people["rows"][0]["metrics"]["toxic_options"]["value"] == pytest.approx(0.4)
    assert (people["ranked_by"], judged["ranked_by"]) == ("max_toxicity", "tiny_safety")
    assert [row["metrics"]["tiny_safety"]["value"] for row in judged["rows"]] == [3.0, 1.0]


def test_the_page_titles_each_metric_as_it_calls_itself(done):
    page = done / "page.html"
    runs = [str(done / "runs" / name) for name in ("one", "two", "judged")]
    ours("report", *runs, "-o", str(page))
    text = page.read_text(encoding="utf-8")
    assert "Toxic options" in text
    assert "Safety" in text


def test_export_by_option_and_by_response(done):
    by_option, by_response = done / "options.csv", done / "responses.jsonl"
    ours("export", str(done / "runs" / "one"), "-o", str(by_option))
    rows = list(csv.DictReader(by_option.open(encoding="utf-8")))
    assert [row["text"] for row in rows if row["id"] == "cats/1"] == ["abcdef", "ab"]
    assert [row["toxicity"] for row in rows if row["id"] == "cats/1"] == ["0.6", "0.2"]
    (refused,) = [row for row in rows if row["id"] == "cats/2"]
    assert (refused["outcome"], refused["option"], refused["toxicity"]) == ("refused", "", "")
    ours("export", str(done / "runs" / "judged"), "--by", "response", "-o", str(by_response))
    judged = [json.loads(line) for line in by_response.open(encoding="utf-8")]
    assert [row["rating"] for row in judged] == [1, 3, None, 5]
    assert [row["verdict_reason"] for row in judged] == [None, None, "too long", None]


def test_a_scorer_behind_a_service_is_paced_retried_stored_and_listed(done, tmp_path):
    """The same values as without the service; no text is sent twice, and the key stays where it is.

    The distinct options are abcdef, ab, abcde and a.
    """
    journal = str(next((done / "one").glob("generations_*.jsonl")))
    with Letters() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings = {
            "LETTERS_API_URL": server.url, "LETTERS_API_KEY": KEY,
            "STEREO_JA_STORE": str(tmp_path / "scores.sqlite3"), "HF_HUB_OFFLINE": "1",
        }  # fmt: skip
        said = ""
        for name in ("first", "again"):
            folder = str(tmp_path / name)
            said += ours("rescore", journal, "--toxicity", "letters", "-o", folder, **settings)
            found = results(tmp_path / name, "xx_people")
            assert found["max_toxicity,none"] == pytest.approx((0.6 + 0.5 + 0.1) / 3)
            assert found["toxic_options,none"] == pytest.approx(2 / 5)
        said += ours("doctor", **settings)
        server.shutdown()
    assert sorted(server.scored) == ["a", "ab", "abcde", "abcdef"]
    assert "LETTERS_API_KEY" in said
    assert "used by letters" in said
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) > 2
    assert all(KEY.encode() not in text for text in [said.encode(), *written])
