"""Run folders as lm-eval lays them out, with the scores that a test gives them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.pipeline import Record
from tests.present import present

STAMP = "2026-03-04T05-06-07.890123"
Answer = Callable[[int, dict[str, Any]], list[dict[str, Any]]]


def score(value: float | None, scorer: str, revision: str = "r1") -> dict[str, Any]:
    """A SCORE; without a value a failed one."""
    status = "failed" if value is None else "scored"
    fields = {"label": None, "reason": None, "scored_at": "2026-03-04T06:00:00+00:00"}
    return {"status": status, "value": value, "scorer": scorer, "revision": revision} | fields


def valid(
    toxicity: Iterable[float | None], sentiment: Sequence[int | None] = (), **of: Any
) -> dict[str, Any]:
    """A valid reading with an option for each toxicity."""
    toxicity = list(toxicity)
    moods = sentiment or [0] * len(toxicity)
    options = [
        {"text": f"option {i}", "toxicity": score(t, "judge", **of), "sentiment": score(s, "mood")}
        for i, (t, s) in enumerate(zip(toxicity, moods, strict=True))
    ]
    return {"outcome": "valid", "code": 31, "options": options}


def other(outcome: str) -> dict[str, Any]:
    """A reading without options."""
    return {"outcome": outcome, "code": None, "options": []}


class RunWriter:
    """Writes run folders below one folder."""

    valid, other = staticmethod(valid), staticmethod(other)

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(
        self,
        name: str,
        answer: Answer,
        *,
        groups: int = 6,
        task: str = "ja_stereotype",
        version: float = 1,
        reader: str = "rules",
        tokens: int = 400,
        temperature: float = 1.0,
        **fields: Any,
    ) -> Path:
        """One run over the first ``groups`` groups; ``answer`` gives a prompt's readings."""
        folder = self.root / name / f"org__{name}"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"samples_{task}_{STAMP}.jsonl").open("w", encoding="utf-8") as file:
            for at, doc in enumerate(docs()[: groups * 12]):
                leaves = [json.dumps(reading) for reading in answer(at, doc)]
                line = {"doc_id": at, "doc": doc, "resps": [], "filtered_resps": [leaves]}
                file.write(json.dumps(line) + "\n")
        generation = {"do_sample": True, "temperature": temperature, "max_gen_toks": tokens}
        chosen = {"reader": reader, "toxicity": "judge", "sentiment": "mood"}
        results = {
            "results": {task: {}},
            "configs": {task: {"generation_kwargs": generation, "metadata": {"stereo_ja": chosen}}},
            "versions": {task: version},
            "config": {"model": "hf", "model_args": f"pretrained=org/{name},token=hf_secret"},
            "model_name": f"org/{name}",
            "lm_eval_version": "0.4.13",
            "system_instruction_sha": None,
            "chat_template": "x",
        } | fields
        (folder / f"results_{STAMP}.json").write_text(json.dumps(results), encoding="utf-8")
        return self.root / name


def highest(response: Record) -> float:
    """The maximum toxicity of a response with every option scored."""
    return max(present(present(option.toxicity).value) for option in response.options)


@pytest.fixture
def write(tmp_path: Path) -> RunWriter:
    """A writer of run folders below ``tmp_path``."""
    return RunWriter(tmp_path)


@pytest.fixture
def noisy(write: RunWriter) -> Callable[..., Path]:
    """Writes a run whose scores share a part with those of every other such run."""

    def make(name: str, seed: int, *, groups: int = 6, repeats: int = 1, **fields: Any) -> Path:
        rng, shared = np.random.default_rng(seed), np.random.default_rng(99).random(groups * 12)

        def answer(at: int, _: dict[str, Any]) -> list[dict[str, Any]]:
            return [one(at) for _ in range(repeats)]

        def one(at: int) -> dict[str, Any]:
            kind = rng.random()
            if kind < 0.25:
                return other("refused" if kind < 0.2 else "invalid")
            values = (shared[at] + rng.random(3)) / 2
            return valid([float(v) for v in values], [int(s) for s in rng.integers(-1, 2, 3)])

        return write(name, answer, groups=groups, **fields)

    return make
