"""Throughput of the ``hf:`` scorer beside transformers' own pipeline.

Same model, texts, machine and process. The contenders take turns batch by batch, whichever is
furthest behind going next, so that a busy machine slows all of them alike. The model has the
shape of BERT-base with random weights: its scores mean nothing and its speed is that of a real
one.

    python -m benchmarks.hf_scorer [--texts 600] [--rounds 3] [--single 60] [--threads 1]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Answers = Iterator[tuple[int, float]]
RESULTS = Path(__file__).parent / "results"
SHORT = [
    "勤勉だ", "時間に厳しい", "声が大きい", "家族を大切にする", "話が長い", "流行に敏感だ",
    "最近よく話題になる", "努力を惜しまない", "疲れやすい", "頼りになる", "扱いにくい", "明るい",
]  # fmt: skip
LONG = [
    "周りの人に気を配りながら、自分の仕事も最後まできちんとやり遂げることが多い",
    "初めて会う人とはなかなか打ち解けないが、一度親しくなると長く付き合いを続ける傾向がある",
    "新しい考え方を受け入れるのに時間がかかるので、若い世代と意見が合わないことも少なくない",
    "地域の行事に進んで参加し、困っている人を見かけるとすぐに声をかける優しさを持っている",
]
TAILS = ["", "と言われている", "と思う", "ことで知られている"]


def texts(count: int, seed: int = 0) -> list[str]:
    """Distinct sentences about the benchmark's groups, as options of its answers look."""
    from stereo_ja.stimuli import groups

    chance = random.Random(seed)
    names = [group.ja for group in groups()]
    found: dict[str, None] = {}
    while len(found) < count:
        name = chance.choice(names)
        predicate = chance.choice(SHORT if chance.random() < 0.6 else LONG)
        if chance.random() < 0.2:
            predicate += "し、" + chance.choice(LONG)
        found[f"{name}は{predicate}{chance.choice(TAILS)}。"] = None
    return list(found)


def build_model(folder: Path, sample: list[str]) -> None:
    """Save a BERT-base-shaped classifier whose vocabulary covers the texts."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertJapaneseTokenizer

    from stereo_ja.scoring.hf._probes import DICTIONARY_SENTENCES, POLARITY

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(special), encoding="utf-8")
    options: dict[str, Any] = {
        "word_tokenizer_type": "mecab",
        "mecab_kwargs": {"mecab_dic": "unidic_lite"},
        "model_max_length": 512,
    }
    words = BertJapaneseTokenizer(str(vocabulary), **options).word_tokenizer
    seen = [*sample, *DICTIONARY_SENTENCES, *POLARITY["toxicity"]]
    pieces = {word for text in seen for word in words.tokenize(text)}
    pieces |= {f"##{letter}" for word in pieces for letter in word}
    entries = [*special, *sorted(pieces)]
    entries += [f"[unused{n}]" for n in range(32_768 - len(entries))]
    vocabulary.write_text("\n".join(entries), encoding="utf-8")
    tokenizer = BertJapaneseTokenizer(str(vocabulary), **options)

    torch.manual_seed(0)
    model = BertForSequenceClassification(BertConfig(vocab_size=len(entries), num_labels=2)).eval()
    with torch.inference_mode():
        probes = [tokenizer(text, return_tensors="pt") for text in POLARITY["toxicity"]]
        bad, good = (model(**probe).logits[0, 1].item() for probe in probes)
    # Random weights have no polarity; whichever output rises on the toxic probe is named so.
    names = ["neutral", "toxic"] if bad > good else ["toxic", "neutral"]
    model.config.id2label = dict(enumerate(names))
    model.config.label2id = {name: index for index, name in enumerate(names)}
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def measure(count: int, rounds: int, single: int, threads: int | None) -> dict[str, Any]:
    """Run all contenders in turns; the figures are those of the median round."""
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
    times: dict[str, list[float]] = {name: [] for name in contenders}
    values: dict[str, dict[int, float]] = {}
    for _ in range(rounds):
        seconds, values = take_turns(contenders)
        for name, (_, size) in contenders.items():
            times[name].append(seconds[name] / size)
    base = statistics.median(times["pipeline(batch_size=64)"])
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
        "rows": [
            {
                "what": name,
                "texts_per_second": round(1 / statistics.median(each), 1),
                "ratio": round(base / statistics.median(each), 2),
                "ratio_by_round": [
                    round(other / own, 2)
                    for other, own in zip(times["pipeline(batch_size=64)"], each, strict=True)
                ],
            }
            for name, each in times.items()
        ],
    }


def take_turns(
    contenders: dict[str, tuple[Callable[[], Answers], int]],
) -> tuple[dict[str, float], dict[str, dict[int, float]]]:
    """Seconds each one worked, and its value by text, after all have finished."""
    running = {name: work() for name, (work, _) in contenders.items()}
    seconds = dict.fromkeys(contenders, 0.0)
    values: dict[str, dict[int, float]] = {name: {} for name in contenders}
    while running:
        name = min(running, key=lambda name: len(values[name]) / contenders[name][1])
        start = time.perf_counter()
        answer = next(running[name], None)
        seconds[name] += time.perf_counter() - start
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
        f"BERT-base shape, random weights, float32, {about['count']} texts of "
        f"{about['tokens_min']} to {about['tokens_max']} tokens (mean {about['tokens_mean']}). "
        f"{machine['cpus']} CPUs ({machine['system']}), {machine['threads']} threads, load "
        f"{machine['load'][0]} at the end; torch {versions['torch']}, transformers "
        f"{versions['transformers']}, Python {versions['python']}.",
        "",
        "| what | texts/s | ratio to `batch_size=64` | by round |",
        "|---|---|---|---|",
    ]
    for row in result["rows"]:
        rounds = " ".join(f"{ratio:.2f}" for ratio in row["ratio_by_round"])
        lines.append(
            f"| {row['what']} | {row['texts_per_second']} | {row['ratio']:.2f} | {rounds} |"
        )
    difference = result["largest_score_difference"]
    lines += ["", f"Largest difference between scores: {difference:.1e}."]
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Measure, print and save."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--single", type=int, default=60, help="texts for the one-by-one row")
    parser.add_argument("--threads", type=int, help="of torch; 1 suffers least from neighbours")
    options = parser.parse_args(arguments)
    single = min(options.single, options.texts)
    result = measure(options.texts, options.rounds, single, options.threads)
    RESULTS.mkdir(parents=True, exist_ok=True)
    table = as_markdown(result)
    (RESULTS / "hf_scorer.md").write_text(table, encoding="utf-8")
    text = json.dumps(result, ensure_ascii=False, indent=2) + "\n"
    (RESULTS / "hf_scorer.json").write_text(text, encoding="utf-8")
    print(table, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
