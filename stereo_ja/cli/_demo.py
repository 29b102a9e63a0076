"""``stereo-ja demo``."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
from pathlib import Path

from stereo_ja.cli._run import lm_eval_command
from stereo_ja.demo import demo_indices, model_folder
from stereo_ja.harness._journal import check_writable

__all__ = ["add_parser", "run"]

_SCORERS = {"toxicity": "lexicon", "sentiment": "lexicon"}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "demo",
        help="see the whole benchmark work offline in a minute, with a bundled toy model",
        description="Runs lm-eval's own hf backend with a bundled toy model over a part of "
        "ja_stereotype (every category with every template), reads and scores the answers with "
        "the lexicon scorers, and leaves results, samples and a report. Nothing is downloaded. "
        "The model is a toy that was trained on made-up lists, and the lexicon is a smoke "
        "test: the numbers show the workings and mean nothing.",
    )
    parser.add_argument(
        "--output-path",
        metavar="DIR",
        default="stereo-ja-demo",
        help="where to leave results, samples and report.html (default: %(default)s)",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the demonstration. Returns lm-eval's exit code, or that of the report."""
    folder = Path(args.output_path)
    check_writable(folder)
    command = lm_eval_command(
        [
            *("--model", "hf", "--device", "cpu", "--batch_size", "64"),
            *("--model_args", f"pretrained={model_folder()}"),
            *("--tasks", "ja_stereotype", "--apply_chat_template"),
            *("--samples", json.dumps({"ja_stereotype": demo_indices()})),
            *("--metadata", json.dumps(_SCORERS)),
            *("--log_samples", "--output_path", str(folder)),
        ]
    )
    code = subprocess.run(command, env=_environment(), check=False).returncode
    if code:
        return code
    from stereo_ja.cli._summary_text import summary_lines
    from stereo_ja.report import write_report
    from stereo_ja.runs import load_runs

    runs = load_runs([str(folder)])
    report = write_report(runs, folder / "report.html")
    print("\n" + "\n".join(summary_lines(runs[0])))
    print(f"\nresults, samples and generations: {folder.resolve()}")
    print(f"report: {report}")
    print("The model is a toy and the lexicon a smoke test: these numbers mean nothing.")
    return 0


def _environment() -> dict[str, str]:
    """The user's environment, offline and without what would change or break the demonstration."""
    chosen = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    # For a model this small a second thread gains nothing, and waits forever on a busy machine.
    chosen["OMP_NUM_THREADS"] = "1"
    # lm-eval prints arrows and Japanese; where neither can be encoded the run would end there.
    chosen |= {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}
    # Settings of the user's own would change what the demonstration shows.
    return {k: v for k, v in os.environ.items() if k != "STEREO_JA_JOURNAL"} | chosen
