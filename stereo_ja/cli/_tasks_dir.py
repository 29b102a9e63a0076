"""``stereo-ja tasks-dir``."""

from __future__ import annotations

import argparse

from stereo_ja.harness._tasks_dir import tasks_dir

__all__ = ["add_parser", "run"]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "tasks-dir",
        help="print the folder to give to lm_eval --include_path",
        description="Print the folder that holds stereo-ja's task files. Example: "
        'lm_eval --include_path "$(stereo-ja tasks-dir)" --tasks ja_stereotype --model hf ...',
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the folder. Returns 0."""
    print(tasks_dir())
    return 0
