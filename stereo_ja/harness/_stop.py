"""Ending a run with one clear line."""

from __future__ import annotations

import sys
from typing import NoReturn

from stereo_ja.errors import StereoJaError
from stereo_ja.harness._command_line import command_line

__all__ = ["stop", "stopped"]


def stop(error: StereoJaError) -> NoReturn:
    """End the command with exit code 2 and the message; raise it under the Python interface.

    lm-eval prints a traceback for any exception of a task. On the command line the user needs
    the one line, so the process ends here; a program that calls lm-eval gets the exception.
    """
    if command_line() is None:
        raise error
    print(f"stereo-ja: {error}", file=sys.stderr)
    raise SystemExit(2) from error


def stopped(message: str) -> NoReturn:
    """End the command after Ctrl-C with exit code 130; go on raising it under the Python interface.

    Called where KeyboardInterrupt has been caught.
    """
    print(f"stereo-ja: {message}", file=sys.stderr, flush=True)
    if command_line() is None:
        raise KeyboardInterrupt
    raise SystemExit(130)
