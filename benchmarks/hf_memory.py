"""Memory of ``stereo-ja score`` with an ``hf:`` model over the options of a whole run.

The command runs once on a single text, which takes what Python, the packages and the model need,
and once on 36,120 distinct texts; the difference of the two peaks of resident memory is what the
texts cost. The model is small, so that it takes a minute: what its layers hold at a time follows
from the tokens of one batch and not from the number of texts.

    python -m benchmarks.hf_memory
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.hf_models import build_model, texts

COUNT = 36_120
# Asked of the process itself: what a parent is told counts the parent's own memory at the start.
COMMAND = """
import sys
from pathlib import Path
from stereo_ja.cli import main
code = main(sys.argv[1:])
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
sys.exit(code)
"""
SHAPE = {
    "hidden_size": 128,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 512,
}


def measure_memory(count: int = COUNT) -> dict[str, Any]:
    """Peaks in MiB of both runs, and what the many texts add."""
    sample = texts(count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        model = folder / "model"
        model.mkdir()
        build_model(model, sample, **SHAPE)
        one, _ = peak(folder, model, sample[:1])
        many, seconds = peak(folder, model, sample)
    return {
        "texts": count,
        "peak_of_one_text_mib": round(one),
        "peak_mib": round(many),
        "texts_add_mib": round(many - one),
        "seconds": round(seconds),
        "load": [round(load, 1) for load in os.getloadavg()],
    }


def peak(folder: Path, model: Path, sample: list[str]) -> tuple[float, float]:
    """Largest resident memory in MiB of the command over these texts, and its seconds."""
    rows = (json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in sample)
    (folder / "in.jsonl").write_text("".join(rows), encoding="utf-8")
    output = folder / "out.jsonl"
    command = [sys.executable, "-c", COMMAND, "score", str(folder / "in.jsonl")]
    command += ["-o", str(output), "--toxicity", f"hf:{model}", "--sentiment", "none"]
    environment = {**os.environ, "STEREO_JA_STORE": str(folder / f"{len(sample)}.sqlite3")}
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - start
    scored = output.read_text(encoding="utf-8").count('"status": "scored"')
    if scored != len(sample):
        raise RuntimeError(f"{scored} of {len(sample)} texts scored: {done.stderr}")
    return int(done.stdout) / 1024, seconds


def memory_lines(found: dict[str, Any]) -> list[str]:
    """The figure for people."""
    line = (
        f"Memory: `stereo-ja score` over {found['texts']:,} distinct texts peaks at "
        f"{found['peak_mib']:,} MiB, over a single one at {found['peak_of_one_text_mib']:,} MiB: "
        f"the texts add {found['texts_add_mib']:,} MiB (model of 2 layers of width 128; "
        f"{found['seconds']} s, load {found['load'][0]} at the end)."
    )
    return [line]


if __name__ == "__main__":
    print(*memory_lines(measure_memory()), sep="\n")
