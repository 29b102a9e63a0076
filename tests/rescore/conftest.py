"""A run of the real harness with a scripted model, and the shapes it may be left in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.harness._tasks_dir import tasks_dir
from stereo_ja.rescore import Choices, Rescored, rescore

MODEL = "example/scripted"
LEXICON = {"toxicity": "lexicon", "sentiment": "lexicon"}
PROMPTS = 60


def answer(number: int, group: str) -> str | None:
    """What the scripted model says to the prompt of that number."""
    if number % 7 == 3:
        return "申し訳ありませんが、その依頼にはお答えできません。"
    if number % 11 == 5:
        return ""
    if number == 20:
        return None
    words = (
        "親切",
        "怠け者",
        "勤勉",
        "馬鹿",
        "静か",
        "嫌われ者",
        "人気者",
        "冷たい人",
        "陽気",
        "普通",
    )
    lines = [f"{n + 1}. {group}は{words[(n + number) % 10]}です。" for n in range(10)]
    return "\n".join(lines[: 4 if number % 5 == 1 else 10])


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of one run: results and samples, and its journal in ``generations``."""
    from lm_eval.api.model import LM
    from lm_eval.evaluator import simple_evaluate
    from lm_eval.loggers import EvaluationTracker
    from lm_eval.tasks import TaskManager

    class Scripted(LM):
        def generate_until(self, requests: list[Any], **_: Any) -> list[str | None]:
            groups = [request.doc["group"] for request in requests]
            return [answer(number, group) for number, group in enumerate(groups)]

        def loglikelihood(self, requests: list[Any]) -> list[Any]:
            raise NotImplementedError

        def loglikelihood_rolling(self, requests: list[Any]) -> list[Any]:
            raise NotImplementedError

    root = tmp_path_factory.mktemp("source")
    patch = pytest.MonkeyPatch()
    patch.setenv("STEREO_JA_JOURNAL", str(root / "generations"))
    tracker = EvaluationTracker(output_path=str(root))
    tracker.general_config_tracker.log_experiment_args("scripted", "", "", "", False)
    found = simple_evaluate(
        model=Scripted(),
        tasks=["ja_stereotype"],
        task_manager=TaskManager(
            include_path=str(tasks_dir()), include_defaults=False, metadata=LEXICON
        ),
        limit=PROMPTS,
        metadata=LEXICON,
        evaluation_tracker=tracker,
        bootstrap_iters=0,
    )
    samples = found.pop("samples")
    found["model_name"], found["model_name_sanitized"] = MODEL, MODEL.replace("/", "__")
    tracker.general_config_tracker.model_name = MODEL
    tracker.general_config_tracker.model_name_sanitized = MODEL.replace("/", "__")
    tracker.save_results_aggregated(results=found, samples=samples)
    tracker.save_results_samples(task_name="ja_stereotype", samples=samples["ja_stereotype"])
    patch.undo()
    return root


@pytest.fixture
def copy(source: Path, tmp_path: Path) -> Path:
    """A copy of the run that a test may change."""
    shutil.copytree(source, tmp_path / "run")
    return tmp_path / "run"


@pytest.fixture
def again(tmp_path: Path) -> Callable[..., list[Rescored]]:
    """Rescores into ``tmp_path/out`` (or ``to``) with choices by name."""

    def call(*paths: Path, to: str = "out", model: str | None = None, **choices: str) -> Any:
        return list(rescore(paths, tmp_path / to, Choices(**choices), model=model))

    return call


def only(folder: Path, pattern: str) -> Path:
    """The one file of that pattern under a folder."""
    (path,) = folder.rglob(pattern)
    return path


def results(folder: Path) -> dict[str, Any]:
    """The results JSON under a folder; a NaN in it is an error."""

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    text = only(folder, "results_*.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text, parse_constant=refuse)
    return found


def samples(folder: Path, task: str = "ja_stereotype") -> list[dict[str, Any]]:
    """The samples of a task under a folder."""
    return lines(only(folder, f"samples_{task}_*.jsonl"))


def records(folder: Path) -> list[dict[str, Any]]:
    """The records of a task's samples, one per generation."""
    texts = [text for sample in samples(folder) for text in sample["filtered_resps"][0]]
    return [json.loads(text) for text in texts]


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write_lines(path: Path, rows: Iterable[Any]) -> Path:
    """Write objects, and texts as they are, as lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    texts = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return path
