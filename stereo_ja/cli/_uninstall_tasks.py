"""``stereo-ja uninstall-tasks``."""

from __future__ import annotations

import argparse
import sys

from stereo_ja.harness._install import uninstall_tasks

__all__ = ["add_parser", "run"]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "uninstall-tasks",
        help="undo install-tasks",
        description="Remove the files that install-tasks put into lm-eval's tasks folder, and "
        "nothing else. A file that was edited since is left there and named (exit code 1).",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Remove. Returns 0, or 1 if edited files were left."""
    result = uninstall_tasks()
    if result.state == "edited":
        print(
            f"stereo-ja: removed all but the files edited since they were installed in "
            f"{result.folder}: {', '.join(result.files)}. "
            "Move or delete them, then run this again",
            file=sys.stderr,
        )
        return 1
    if result.state == "absent":
        print("not installed: there was nothing to remove")
    elif result.files:
        print(f"removed; {result.folder} stays: not ours in it: {', '.join(result.files)}")
    else:
        print(f"removed: {result.folder}")
    return 0
