"""Throughput of the ``hf:`` scorer beside transformers' own pipeline.

Same model, texts, machine and process. The contenders take turns batch by batch, whichever is
furthest behind going next, so that a busy machine slows all of them alike; processor time, which
neighbours hardly change, is given beside time on the clock. The model has the shape of BERT-base
with random weights: its scores mean nothing and its speed is that of a real one. Memory is
measured apart, in ``benchmarks.hf_memory``.

    python -m benchmarks.hf_scorer [--texts 600] [--rounds 3] [--single 30] [--threads 1]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.hf_memory import measure_memory, memory_lines
from benchmarks.hf_models import build_model, texts

Answers = Iterator[tuple[int, float]]
Pair = tuple[float, float]
"""Seconds on the clock and of the processors."""
RESULTS = Path(__file__).parent / "results"


def measure(count: int, rounds: int, single: int, threads: int | None) -> dict[str, Any]:
    """Run all contenders in turns; a ratio is the median of the ratios of the rounds."""
    import torch
    import transformers
    from transformers import pipeline

    from stereo_ja.scoring.hf import HfScorer

    if threads is not None:
        torch.set_num_threads(threads)
    sample = texts(count)
    with tempfile.TemporaryDirectory() as name:
        build_model(Path(name), sample)
        scorer = HfScorer("toxicity", name, device="cpu")
        scorer.check()
        classify = pipeline("text-classification", model=name, device="cpu", dtype=torch.float32)
    lengths = [len(row) for row in classify.tokenizer(sample)["input_ids"]]

    def one_by_one() -> Answers:
        for index, text in enumerate(sample[:single]):
            yield index, toxic(classify(text, top_k=None))

    def batched() -> Answers:
        rows = classify((text for text in sample), batch_size=64, top_k=None)
        yield from ((index, toxic(row)) for index, row in enumerate(rows))

    def ours() -> Answers:
        yield from ((index, score.value or 0.0) for index, score in scorer.score(sample))

    contenders: dict[str, tuple[Callable[[], Answers], int]] = {
        "pipeline, one by one": (one_by_one, single),
        "pipeline(batch_size=64)": (batched, count),
        "hf: scorer": (ours, count),
    }
    times: dict[str, list[Pair]] = {name: [] for name in contenders}
    values: dict[str, dict[int, float]] = {}
    for _ in range(rounds):
        seconds, values = take_turns(contenders)
        for name, (_, size) in contenders.items():
            clock, processor = seconds[name]
            times[name].append((clock / size, processor / size))
    base = times["pipeline(batch_size=64)"]
    difference = max(
        abs(value - values["hf: scorer"][index])
        for found in values.values()
        for index, value in found.items()
    )
    return {
        "command": f"python -m benchmarks.hf_scorer --texts {count} --rounds {rounds} "
        f"--single {single}" + (f" --threads {threads}" if threads else ""),
        "machine": {
            "cpus": os.cpu_count(),
            "threads": torch.get_num_threads(),
            "system": platform.machine(),
            "load": [round(load, 1) for load in os.getloadavg()],
        },
        "versions": {
            "python": platform.python_version(),
            "torch": torch.__version__,
            "transformers": transformers.__version__,
        },
        "texts": {
            "count": count,
            "tokens_min": min(lengths),
            "tokens_mean": round(statistics.mean(lengths), 1),
            "tokens_max": max(lengths),
        },
        "largest_score_difference": difference,
        "rows": [row(name, each, base) for name, each in times.items()],
    }


def row(name: str, times: list[Pair], base: list[Pair]) -> dict[str, Any]:
    """One contender: seconds per text by round, beside those of the base in the same rounds."""
    pairs = list(zip(base, times, strict=True))
    clock, processor = ([other[kind] / own[kind] for other, own in pairs] for kind in (0, 1))
    return {
        "what": name,
        "texts_per_second": round(1 / statistics.median(clock for clock, _ in times), 1),
        "ratio": round(statistics.median(clock), 2),
        "ratio_by_round": [round(ratio, 2) for ratio in clock],
        "processor_ratio": round(statistics.median(processor), 2),
        "processor_ratio_by_round": [round(ratio, 2) for ratio in processor],
    }


def take_turns(
    contenders: dict[str, tuple[Callable[[], Answers], int]],
) -> tuple[dict[str, Pair], dict[str, dict[int, float]]]:
    """What each one worked, and its value by text, after all have finished."""
    running = {name: work() for name, (work, _) in contenders.items()}
    seconds = dict.fromkeys(contenders, (0.0, 0.0))
    values: dict[str, dict[int, float]] = {name: {} for name in contenders}
    while running:
        name = min(running, key=lambda name: len(values[name]) / contenders[name][1])
        start, worked = time.perf_counter(), time.process_time()
        answer = next(running[name], None)
        clock, processor = seconds[name]
        seconds[name] = (
            clock + time.perf_counter() - start,
            processor + time.process_time() - worked,
        )
        if answer is None:
            del running[name]
        else:
            values[name][answer[0]] = answer[1]
    return seconds, values


def toxic(row: list[dict[str, Any]]) -> float:
    """The share of the toxic label in one answer of the pipeline."""
    return next(float(item["score"]) for item in row if item["label"] == "toxic")


def as_markdown(result: dict[str, Any]) -> str:
    """The table for people."""
    about, machine, versions = result["texts"], result["machine"], result["versions"]
    lines = [
        "# `hf:` scorer beside `transformers.pipeline`",
        "",
        f"`{result['command']}`",
        "",
        (
            f"BERT-base shape, random weights, float32, {about['count']} texts of "
            f"{about['tokens_min']} to {about['tokens_max']} tokens (mean {about['tokens_mean']}). "
            f"{machine['cpus']} CPUs ({machine['system']}), threads used: {machine['threads']}, "
            f"load {machine['load'][0]} at the end; torch {versions['torch']}, transformers "
            f"{versions['transformers']}, Python {versions['python']}."
        ),
        "",
        "| what | texts/s | ratio to `batch_size=64` | by round | processor time | by round |",
        "|---|---|---|---|---|---|",
    ]
    for found in result["rows"]:
        clock, processor = (
            " ".join(f"{ratio:.2f}" for ratio in found[key])
            for key in ("ratio_by_round", "processor_ratio_by_round")
        )
        lines.append(
            f"| {found['what']} | {found['texts_per_second']} | {found['ratio']:.2f} | {clock} "
            f"| {found['processor_ratio']:.2f} | {processor} |"
        )
    difference = result["largest_score_difference"]
    lines += ["", f"Largest difference between scores: {difference:.1e}."]
    return "\n".join([*lines, "", *memory_lines(result["memory"])]) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Measure, print and save."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--single", type=int, default=30, help="texts for the one-by-one row")
    parser.add_argument("--threads", type=int, help="of torch; 1 suffers least from neighbours")
    options = parser.parse_args(arguments)
    single = min(options.single, options.texts)
    result = measure(options.texts, options.rounds, single, options.threads)
    result["memory"] = measure_memory()
    RESULTS.mkdir(parents=True, exist_ok=True)
    table = as_markdown(result)
    (RESULTS / "hf_scorer.md").write_text(table, encoding="utf-8")
    text = json.dumps(result, ensure_ascii=False, indent=2) + "\n"
    (RESULTS / "hf_scorer.json").write_text(text, encoding="utf-8")
    print(table, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
