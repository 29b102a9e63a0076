"""``stereo-ja run``: lm-eval with the task folder included."""

from __future__ import annotations

import argparse
import os
import runpy
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from stereo_ja.errors import StereoJaError, UserError
from stereo_ja.harness._command_line import command_line
from stereo_ja.harness._install import installed_tasks
from stereo_ja.harness._tasks_dir import tasks_dir
from stereo_ja.secrets import redact_secrets

__all__ = ["add_parser", "lm_eval_command", "run"]

_NO_ANSWER = "[stereo-ja: the service answered with null]"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register ``run``."""
    parser = subparsers.add_parser(
        "run",
        help="run lm-eval with the stereo-ja tasks included",
        usage="stereo-ja run ARGS…",
        description="Runs `lm_eval run ARGS…` with the stereo-ja task folder included, and "
        "prints the equivalent lm_eval line first and the summary last. All of lm-eval's own "
        "options work.",
        epilog="example: stereo-ja run --tasks ja_stereotype --model hf "
        "--model_args pretrained=MODEL --apply_chat_template --log_samples --output_path runs/x",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Be lm-eval, so that its exit code and Ctrl-C are its own, and end with the summary."""
    _, _, _, *args = lm_eval_command(arguments.passed_on)
    shown = redact_secrets(shlex.join(["lm_eval", *args]))
    print(f"+ {shown}", file=sys.stderr, flush=True)
    os.environ.setdefault("LMEVAL_MODEL_NONE_ANSWER_PLACEHOLDER", _NO_ANSWER)
    # As `python -m lm_eval` would have it; lm-eval puts the program's name there itself.
    sys.argv[1:], sys.path[0] = args, os.getcwd()
    known = command_line(["lm_eval", *args])
    output = None if known is None else known.output_path
    before = _results(output)
    try:
        runpy.run_module("lm_eval", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if end.code:
            raise
    _summarise([path for path, when in _results(output).items() if before.get(path) != when])
    return 0


def _results(output: Path | None) -> dict[Path, int]:
    """The result files below a run's ``--output_path``, with the time at which each was written."""
    if output is None:
        return {}
    folder = output.parent if output.suffix == ".json" else output
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*.json")}


def _summarise(written: Sequence[Path]) -> None:
    if not written:
        return
    from stereo_ja.cli._summary_text import summary_lines
    from stereo_ja.runs import load_runs

    for path in written:
        try:
            for one in load_runs([path]):
                print("\n" + "\n".join(summary_lines(one)))
        except StereoJaError as error:
            print(f"stereo-ja: no summary: {error}", file=sys.stderr)


def lm_eval_command(args: list[str]) -> list[str]:
    """Return the argument vector: this Python, ``-m lm_eval``, then lm-eval's own arguments."""
    args = args[1:] if args[:1] == ["run"] else list(args)
    included = any(arg == "--include_path" or arg.startswith("--include_path=") for arg in args)
    if not included and not _installed():
        args = [*args, "--include_path", str(tasks_dir())]
    return [sys.executable, "-m", "lm_eval", "run", *args]


def _installed() -> bool:
    # Tasks that are both installed and included make lm-eval warn about each of them.
    try:
        return installed_tasks().state == "unchanged"
    except UserError:
        return False
