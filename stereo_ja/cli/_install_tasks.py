"""``stereo-ja install-tasks``."""

from __future__ import annotations

import argparse
import sys

from stereo_ja.harness._install import install_tasks

__all__ = ["add_parser", "run"]

_DONE = {
    "installed": "installed",
    "updated": "updated",
    "completed": "completed, files were missing",
    "unchanged": "already installed",
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "install-tasks",
        help="make plain `lm_eval --tasks ja_stereotype` work in this environment",
        description="Copy stereo-ja's task files into the tasks folder of the lm-eval installed "
        "in this environment (a wheel or an editable clone), so that lm_eval finds them without "
        "--include_path. Only a folder named stereo_ja is added there; nothing that stereo-ja did "
        "not write is touched. Run it again after updating stereo-ja; uninstall-tasks undoes it. "
        "Exit code 1: installed files were edited since, and nothing was changed.",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Install or update. Returns 0, or 1 if files were edited since."""
    result = install_tasks()
    if result.state == "edited":
        print(
            f"stereo-ja: nothing was changed: edited since they were installed in "
            f"{result.folder}: {', '.join(result.files)}. "
            "To keep the edits move these files elsewhere, else delete them; then run this again",
            file=sys.stderr,
        )
        return 1
    print(f"{_DONE[result.state]}: {result.folder}")
    return 0
