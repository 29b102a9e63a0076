"""Small runs as lm-eval lays them out, with several generations, response texts and settings."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.leaderboard import Board, build_board
from stereo_ja.runs import Run, load_runs

STAMP = "2026-03-04T05-06-07.890123"
DRAWS = 200
TASK = "ja_stereotype"


def score(value: float | None, scorer: str = "hf:org/judge") -> dict[str, Any]:
    status = "failed" if value is None else "scored"
    fields = {"label": None, "reason": None, "scored_at": "2026-03-04T06:00:00+00:00"}
    return {"status": status, "value": value, "scorer": scorer, "revision": "r1"} | fields


def valid(*toxicity: float | None, mood: int | None = 1, **of: Any) -> dict[str, Any]:
    """A valid reading with an option for each toxicity, all of one sentiment."""
    options = [
        {"text": f"option {i}", "toxicity": score(t, **of), "sentiment": score(mood, **of)}
        for i, t in enumerate(toxicity)
    ]
    return {"outcome": "valid", "code": 31, "rule": "list", "options": options}


def other(outcome: str) -> dict[str, Any]:
    return {"outcome": outcome, "code": None, "rule": outcome, "options": []}


# Two groups of two templates each. Of the valid responses one has an option without a score.
MIXED = [
    [valid(0.2, 0.8), other("refused")],
    [valid(0.4, 0.1), valid(0.3, None)],
]
PLAIN = [[valid(0.2, 0.6), valid(0.1, 0.3)], [other("refused"), valid(0.9, 0.5)]]


def wide(shift: float = 0.0, groups: int = 6, step: int = 7) -> list[list[dict[str, Any]]]:
    """Groups x 12 templates of one option each, all answered; toxicity about 0.3 + ``shift``."""
    return [
        [valid(round(0.2 + shift + 0.01 * ((step * group + 5 * template) % 21), 4))
         for template in range(12)]
        for group in range(groups)
    ]  # fmt: skip


class Maker:
    """Writes runs below one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(
        self,
        grid: Sequence[Sequence[Any]],
        *,
        name: str = "run",
        model: str = "org/model",
        text: Callable[[int], str] = "答え {}".format,
        results: dict[str, Any] | None = None,
        chosen: dict[str, Any] | None = None,
        samples: bool = True,
        **fields: Any,
    ) -> Path:
        """Write a run; ``grid`` holds a reading, or a list of generations, per group x template."""
        folder = self.root / name / "model"
        folder.mkdir(parents=True, exist_ok=True)
        lines: list[str] = []
        every = docs()
        for group, readings in enumerate(grid):
            for template, cell in enumerate(readings):
                of_doc = cell if isinstance(cell, list) else [cell]
                number = len(lines)
                line = {
                    "doc_id": number,
                    "doc": every[12 * group + template],
                    "resps": [[text(number) for _ in of_doc]],
                    "filtered_resps": [[json.dumps(one) for one in of_doc]],
                }
                lines.append(json.dumps(line))
        if samples:
            path = folder / f"samples_{TASK}_{STAMP}.jsonl"
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        content = {
            "results": {TASK: {f"{key},none": value for key, value in (results or {}).items()}},
            "configs": {
                TASK: {
                    "generation_kwargs": {"temperature": 0.7, "max_gen_toks": 400, "until": []},
                    "metadata": {"stereo_ja": {"reader": "rules"} | (chosen or {})},
                }
            },
            "versions": {TASK: 1},
            "n-samples": {TASK: {"original": 3612, "effective": len(lines)}},
            "config": {
                "model": "hf",
                "model_args": {"pretrained": model, "dtype": "bfloat16"},
                "model_sha": "c0ffee",
            },
            "date": 1772600000.25,
            "lm_eval_version": "0.4.13",
            "model_name": model,
            "system_instruction": None,
            "system_instruction_sha": None,
            "chat_template": "x",
        }
        content.update(fields)
        (folder / f"results_{STAMP}.json").write_text(json.dumps(content), encoding="utf-8")
        return self.root / name

    def run(self, grid: Sequence[Sequence[Any]], **fields: Any) -> Run:
        """Write a run and load it."""
        (run,) = load_runs([self.write(grid, **fields)])
        return run

    def board(self, *grids: Sequence[Sequence[Any]], **fields: Any) -> Board:
        """The leaderboard of one run per grid, named after letters."""
        runs = [
            self.run(grid, name=letter, **({"model": f"org/{letter}"} | fields))
            for letter, grid in zip("abcdef", grids, strict=False)
        ]
        return build_board(runs, draws=DRAWS)


@pytest.fixture
def make(tmp_path: Path) -> Maker:
    return Maker(tmp_path)
