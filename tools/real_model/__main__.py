"""Run an even part of ``ja_stereotype`` on a small real model, read by ``rules``.

::

    python -m tools.real_model [gemma3-270m|smollm2-135m] [--seed 7] [--per-cell 2] [-o DIR]

Without ``--seed`` the model takes its likeliest token each time; with it, it samples. Scores are
the lexicon's, a smoke test: what these runs are for is what real models write.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys

from stereo_ja.cli._run import lm_eval_command
from stereo_ja.demo import demo_indices
from tools.real_model._assemble import assemble
from tools.real_model._models import MODELS

_TOKENS = 200
"""New tokens a response: enough for ten short options."""


def main() -> int:
    """Assembles the model if need be and runs the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("model", nargs="?", choices=MODELS, default="gemma3-270m")
    parser.add_argument("--seed", type=int, help="sample, from this seed (default: do not sample)")
    parser.add_argument("--per-cell", type=int, choices=range(1, 6), default=1)
    parser.add_argument("-o", "--output-path", default="real-model-run")
    args = parser.parse_args()
    model = MODELS[args.model]
    print(f"{model.name}: {model.size} from the Python index, under {model.terms}", flush=True)
    decoding: dict[str, object] = {"max_gen_toks": _TOKENS, "do_sample": args.seed is not None}
    if args.seed is not None:
        decoding |= {"temperature": 1.0, "top_p": 0.95}
    words = [
        *("--model", "hf", "--device", "cpu", "--batch_size", "12"),
        *("--model_args", f"pretrained={assemble(model)},dtype=float32"),
        *("--tasks", "ja_stereotype", "--log_samples", "--output_path", args.output_path),
        *("--samples", json.dumps({"ja_stereotype": demo_indices(args.per_cell)})),
        *("--metadata", json.dumps({"toxicity": "lexicon", "sentiment": "lexicon"})),
        *("--gen_kwargs", json.dumps(decoding), "--seed", str(args.seed or 0)),
        *(("--apply_chat_template",) if model.chat else ()),
    ]
    if code := subprocess.run(lm_eval_command(words), check=False).returncode:
        return code
    command = [sys.executable, "-m", "stereo_ja", "summary", args.output_path]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
