"""Parses the command line and turns errors into exit codes."""

from __future__ import annotations

import argparse
import errno
import importlib
import sys
from collections.abc import Sequence

from stereo_ja.cli._output import STREAM, check_stdout, escape_unencodable, flush_stdout
from stereo_ja.errors import StereoJaError, UserError
from stereo_ja.version import __version__

__all__ = ["main"]

# In the order in which a newcomer meets them.
_COMMANDS = (
    "demo",
    "run",
    "tasks_dir",
    "install_tasks",
    "uninstall_tasks",
    "classify",
    "score",
    "rescore",
    "summary",
    "export",
    "report",
    "compare",
    "leaderboard",
    "annotate",
    "archive",
    "doctor",
)

_LOST_OUTPUT = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EBADF, errno.EIO)


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``stereo-ja``.

    Returns:
        The exit code: 0 done, 1 it ran and the answer is no, 2 the input is wrong, 130 Ctrl-C.
    """
    argv = list(sys.argv[1:] if argv is None else argv)
    passed_on: list[str] = []
    if argv[:1] == ["run"] and argv[1:] not in (["-h"], ["--help"]):
        # Everything after `run` is lm-eval's; argparse would take its options for ours.
        argv, passed_on = argv[:1], argv[1:]
    escape_unencodable()
    try:
        try:
            arguments = _parser().parse_args(argv, argparse.Namespace(passed_on=passed_on))
            return _run(arguments)
        finally:
            flush_stdout()
    except StereoJaError as error:
        print(f"stereo-ja: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stereo-ja: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        return 1


def _run(arguments: argparse.Namespace) -> int:
    # Before the work, because nothing of it would be seen; `run` leaves stdout to lm-eval.
    if not arguments.passed_on and getattr(arguments, "output", STREAM) == STREAM:
        check_stdout()
    try:
        code: int = arguments.run(arguments)
    except OSError as error:
        # A long print fails at once, and then nothing is left to flush. Files have names.
        if error.filename is None and error.errno in _LOST_OUTPUT:
            raise UserError(f"cannot write: {error.strerror}; choose another output") from error
        raise
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stereo-ja",
        description="How a language model speaks about people in Japanese: "
        "a benchmark for lm-evaluation-harness, and the tools around it.",
    )
    parser.add_argument("--version", action="version", version=f"stereo-ja {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in _COMMANDS:
        importlib.import_module(f"stereo_ja.cli._{name}").add_parser(commands)
    return parser
