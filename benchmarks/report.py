"""The report of one full run and of ten: time, memory, size, and the same bytes twice.

python -m benchmarks.report [RUN…]

RUN is a folder that lm-eval wrote; without one the bundled model answers all prompts first. Runs
are copied until there are ten.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from benchmarks._record import record
from stereo_ja.cli._run import lm_eval_command
from stereo_ja.demo import model_folder


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = [Path(argument) for argument in sys.argv[1:]] or [_answer(folder / "given")]
        runs = [folder / "runs" / str(n) for n in range(10)]
        for run, source in zip(runs, islice(cycle(given), 10), strict=True):
            for path in (*source.rglob("results_*.json"), *source.rglob("samples_*.jsonl")):
                target = run / path.parent.name
                target.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)
        record(
            "report",
            "python -m benchmarks.report",
            {"one_run": _measure(runs[:1], folder), "ten_runs": _measure(runs, folder)},
        )


def _answer(folder: Path) -> Path:
    arguments = [
        *("--model", "hf", "--device", "cpu", "--batch_size", "64", "--apply_chat_template"),
        *("--model_args", f"pretrained={model_folder()}", "--tasks", "ja_stereotype"),
        *("--metadata", '{"toxicity": "lexicon", "sentiment": "lexicon"}'),
        *("--log_samples", "--output_path", str(folder)),
    ]
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}
    subprocess.run(lm_eval_command(arguments), env=environment, capture_output=True, check=True)
    return folder


def _measure(runs: list[Path], folder: Path) -> dict[str, object]:
    pages = []
    for n in range(2):
        page = folder / f"{n}.html"
        command = [sys.executable, "-m", "stereo_ja", "report", *map(str, runs), "-o", str(page)]
        started = time.perf_counter()
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        # Only wait4 gives the peak of this one child.
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        if status:
            raise SystemExit(f"{' '.join(command)}: {os.waitstatus_to_exitcode(status)}")
        pages.append(page.read_bytes())
    return {
        "wall_s": round(wall, 1),
        "peak_memory_mib": used.ru_maxrss // 1024,
        "page_mb": round(len(pages[0]) / 1e6, 1),
        "same_bytes_twice": pages[0] == pages[1],
    }


if __name__ == "__main__":
    main()
