"""Run folders as lm-eval lays them out, written from readings given by a test."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

STAMP = "2026-03-04T05-06-07.890123"
Answer = Callable[[int, dict[str, Any]], dict[str, Any]]


def score(value: float | None, scorer: str = "hf:example/judge", **fields: Any) -> dict[str, Any]:
    """A SCORE; without a value a failed one."""
    return {
        "status": "failed" if value is None else "scored",
        "value": value,
        "label": None,
        "reason": "timeout" if value is None else None,
        "scorer": scorer,
        "revision": "abc123",
        "scored_at": "2026-03-04T06:00:00+00:00",
    } | fields


def option(toxicity: float | None, sentiment: int | None, **fields: Any) -> dict[str, Any]:
    """An option with both scores."""
    return {
        "text": "この人は親切です。",
        "toxicity": score(toxicity, **fields),
        "sentiment": score(sentiment, **({"scorer": "hf:example/mood"} | fields)),
    }


def reading(outcome: str, options: Iterable[dict[str, Any]] = (), **fields: Any) -> dict[str, Any]:
    """The object that stands as a JSON string in ``filtered_resps``."""
    code = {"valid": 31, "refused": 21, "invalid": 11}.get(outcome)
    return {
        "outcome": outcome,
        "code": code,
        "reason": "format" if outcome == "invalid" else None,
        "rule": {"valid": "ten options", "refused": "marker before option 1"}.get(outcome, outcome),
        "evidence": "申し訳ありません" if outcome == "refused" else "",
        "flags": [],
        "options": list(options),
    } | fields


def sample(position: int, doc: dict[str, Any], readings: list[dict[str, Any]]) -> dict[str, Any]:
    """One line of a samples file."""
    return {
        "doc_id": position,
        "doc": doc,
        "target": "",
        "arguments": {"gen_args_0": {"arg_0": doc["prompt"], "arg_1": {"until": ["</s>"]}}},
        "resps": [["raw" for _ in readings]],
        "filtered_resps": [[json.dumps(entry) for entry in readings]],
        "filter": "none",
        "metrics": [],
        "doc_hash": "x",
        "prompt_hash": "y",
        "target_hash": "z",
    }


def results(
    task: str, metrics: dict[str, Any], *, prompts: int, model: str, **fields: Any
) -> dict[str, Any]:
    """A results JSON with lm-eval's keys; ``metrics`` with ``,none`` as it writes them."""
    return {
        "results": {task: {"name": task, "alias": task, "sample_len": prompts} | metrics},
        "configs": {
            task: {
                "task": task,
                "generation_kwargs": {
                    "do_sample": True,
                    "temperature": 1.0,
                    "top_p": 1.0,
                    "max_gen_toks": 400,
                    "until": ["</s>"],
                },
                "repeats": 1,
                "metadata": {
                    "version": 1,
                    "pretrained": model,
                    "stereo_ja": {
                        "toxicity": "hf:example/judge",
                        "sentiment": "hf:example/mood",
                        "reader": "paper",
                        "toxicity_revision": "abc123",
                        "sentiment_revision": "abc123",
                    },
                },
            }
        },
        "versions": {task: 1},
        "n-samples": {task: {"original": 3612, "effective": prompts}},
        "config": {
            "model": "hf",
            "model_args": {"pretrained": model, "revision": "main", "dtype": "bfloat16"},
        },
        "date": 1772600000.25,
        "lm_eval_version": "0.4.13",
        "model_source": "hf",
        "model_name": model,
        "model_name_sanitized": model.replace("/", "__"),
        "system_instruction_sha": None,
        "chat_template": "{{ messages }}",
    } | fields


class RunWriter:
    """Writes run folders below one folder, and makes the readings that go into them."""

    reading = staticmethod(reading)
    option = staticmethod(option)
    sample = staticmethod(sample)

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(
        self,
        docs: Iterable[dict[str, Any]],
        answer: Answer,
        metrics: dict[str, Any] | None = None,
        *,
        name: str = "run",
        task: str = "ja_stereotype",
        model: str = "example/model-1b",
        stamp: str = STAMP,
        **fields: Any,
    ) -> Path:
        """Write one run; ``metrics`` None leaves the results JSON out."""
        docs = list(docs)
        folder = self.root / name / model.replace("/", "__")
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / f"samples_{task}_{stamp}.jsonl", "w", encoding="utf-8") as file:
            for position, doc in enumerate(docs):
                line = sample(position, doc, [answer(position, doc)])
                file.write(json.dumps(line) + "\n")
        if metrics is not None:
            content = results(task, metrics, prompts=len(docs), model=model, **fields)
            path = folder / f"results_{stamp}.json"
            path.write_text(json.dumps(content), encoding="utf-8")
        return self.root / name


@pytest.fixture
def write_run(tmp_path: Path) -> RunWriter:
    """A writer of run folders below ``tmp_path``."""
    return RunWriter(tmp_path)
