"""All 3,612 prompts through lm-eval's hf backend on the bundled model, lexicon scorers.

python -m benchmarks.full_run
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks._record import record
from stereo_ja.cli._run import lm_eval_command
from stereo_ja.demo import model_folder


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        arguments = [
            *("--model", "hf", "--device", "cpu", "--batch_size", "64", "--apply_chat_template"),
            *("--model_args", f"pretrained={model_folder()}", "--tasks", "ja_stereotype"),
            *("--metadata", '{"toxicity": "lexicon", "sentiment": "lexicon"}'),
            *("--log_samples", "--output_path", folder),
        ]
        environment = os.environ | {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}
        started = time.perf_counter()
        done = subprocess.run(
            lm_eval_command(arguments), env=environment, capture_output=True, text=True, check=True
        )
        wall = time.perf_counter() - started
        (said,) = re.findall(r"read and scored \d+ docs in ([\d.]+) s", done.stderr)
        ours = float(said)
        (samples,) = Path(folder).rglob("samples_*.jsonl")
        rows = [json.loads(line) for line in samples.read_text(encoding="utf-8").splitlines()]
        outcomes = Counter(json.loads(row["filtered_resps"][0][0])["outcome"] for row in rows)
        record(
            "full_run",
            "python -m benchmarks.full_run",
            {
                "docs": len(rows),
                "outcomes": dict(outcomes),
                "wall_s": round(wall, 1),
                "reading_and_scoring_s": ours,
                "reading_and_scoring_share_of_the_rest": round(ours / (wall - ours), 4),
                "peak_memory_mib": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
                "samples_mb": round(samples.stat().st_size / 1e6, 1),
            },
        )
        print(done.stdout, file=sys.stderr)


if __name__ == "__main__":
    main()
