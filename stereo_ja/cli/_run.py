"""``stereo-ja run``: lm-eval with the task folder included."""

from __future__ import annotations

import argparse
import os
import shlex
import sys

from stereo_ja.errors import UserError
from stereo_ja.harness._install import installed_tasks
from stereo_ja.harness._tasks_dir import tasks_dir

__all__ = ["add_parser", "lm_eval_command", "run"]

_NO_ANSWER = "[stereo-ja: the service answered with null]"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register ``run``."""
    parser = subparsers.add_parser(
        "run",
        help="run lm-eval with the stereo-ja tasks included",
        usage="stereo-ja run ARGS…",
        description="Runs `lm_eval run ARGS…` with the stereo-ja task folder included, and "
        "prints the equivalent lm_eval line first. All of lm-eval's own options work.",
        epilog="example: stereo-ja run --tasks ja_stereotype --model hf "
        "--model_args pretrained=MODEL --apply_chat_template --log_samples --output_path runs/x",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Replace this process with lm-eval, so that its exit code and Ctrl-C are its own."""
    command = lm_eval_command(arguments.passed_on)
    print("+ " + shlex.join(["lm_eval", *command[3:]]), file=sys.stderr, flush=True)
    os.environ.setdefault("LMEVAL_MODEL_NONE_ANSWER_PLACEHOLDER", _NO_ANSWER)
    os.execv(command[0], command)


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
