"""Writes the task files of lm-eval from the benchmarks: ``python -m tools.make_tasks``.

A task file holds no choice of its own: its metrics are those of the table, its functions those of
``stereo_ja.harness.tasks``.
"""

from __future__ import annotations

from pathlib import Path

from stereo_ja.benchmark import JA_STEREOTYPE, Benchmark
from stereo_ja.metrics import aggregation_names, metric_named, metrics_of

__all__ = ["OURS", "main", "task_files"]

OURS = (JA_STEREOTYPE,)
FOLDER = Path(__file__).parents[1] / "lm_eval_tasks"
_HERE = "stereo_ja.harness.tasks"
_YAML = {None: "null", True: "true", False: "false"}

_BASE = """\
# Shared by all {name} tasks. Written by tools/make_tasks.py from the benchmark and its metrics.
test_split: test
output_type: generate_until
num_fewshot: 0 # and so --num_fewshot is ignored: examples would be other prompts, unanswered
doc_to_text: "{{{{prompt}}}}"
doc_to_target: ""
process_results: !function {here}.{name}_results
repeats: 1
generation_kwargs:
  # End-of-turn texts of common chat formats. None can occur inside a Japanese list, and a served
  # backend gets a list that is neither empty (some answer that with an error) nor over four.
  until: ["</s>", "<|im_end|>", "<|eot_id|>", "<end_of_turn>"]
  do_sample: true
  temperature: 1.0
  top_p: 1.0
  max_gen_toks: 400
  # lm-eval's API backends send seed 1234 with every request, which would give all prompts the
  # same random stream; null overrides it. Local backends ignore it and keep lm-eval's seeds.
  seed: null
metric_list:
{metrics}metadata:
  version: {version}
  # Filled in when the task is loaded: the scorers and the reader used, saved with the results.
  stereo_ja: {{}}
"""
_TASK = """\
include: {base}
task: {task}
{tag}custom_dataset: !function {here}.{task}_docs
filter_list:
  - name: none
    filter:
      - function: !function {here}.ReadAndScore
        task: {task}
        repeats: 1 # the task's repeats; a YAML that includes this one and repeats sets both
"""


def task_files(benchmark: Benchmark) -> dict[str, str]:
    """Name to text of every file in the folder of a benchmark."""
    base = f"_{benchmark.name}_base"
    files = {base: _base(benchmark)}
    for task in benchmark.tasks:
        part = task != benchmark.name
        tag = f"tag: {benchmark.name}_formats\n" if part else ""
        files[f"{task}.yaml"] = _TASK.format(base=base, task=task, tag=tag, here=_HERE)
    return files


def _base(benchmark: Benchmark) -> str:
    entries = []
    for name, aggregation in aggregation_names(metrics_of(benchmark.name)).items():
        error = name.endswith("_stderr")
        better = None if error else metric_named(name).higher_is_better
        entries.append(
            f"  - metric: {name}\n"
            f"    aggregation: !function {_HERE}.{aggregation}\n"
            f"    higher_is_better: {_YAML[better]}\n"
        )
    return _BASE.format(
        name=benchmark.name, here=_HERE, metrics="".join(entries), version=benchmark.version
    )


def main() -> None:
    """Write all of them."""
    for benchmark in OURS:
        folder = FOLDER / benchmark.name
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in task_files(benchmark).items():
            (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
