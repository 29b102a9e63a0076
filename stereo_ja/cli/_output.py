"""Opening what ``-o`` names: stdout, or a file that is replaced only when it is complete."""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import BinaryIO

from stereo_ja.errors import UserError

__all__ = [
    "STREAM", "Write", "check_stdout", "escape_unencodable", "flush_stdout", "open_output",
]  # fmt: skip

STREAM = "-"
"""The path that means stdin or stdout."""

Write = Callable[[bytes], None]
"""Writes bytes."""


def escape_unencodable() -> None:
    """Make stdout and stderr write as an escape what their encoding does not have."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            utf8 = codecs.lookup(stream.encoding).name == "utf-8"
            if not utf8 or stream.errors == "strict":  # UTF-8 has no lone surrogates
                stream.reconfigure(errors="backslashreplace")


def check_stdout() -> None:
    """Raise UserError if there is no stdout, as after ``>&-`` in a shell."""
    if sys.stdout is None:
        raise UserError("cannot write stdout: it is closed; send it to a file or a terminal")


def flush_stdout() -> None:
    """Write out what was printed.

    Raises:
        UserError: It cannot be written.
        BrokenPipeError: Nobody reads it any more.
    """
    if sys.stdout is None:
        return
    try:
        with _explained("stdout"):
            sys.stdout.flush()
    except (OSError, UserError):
        # Python would try again at exit, complain, and change the exit code.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def open_output(path: str) -> AbstractContextManager[Write]:
    """Open ``path`` for bytes; on leaving without an exception the file is complete.

    Args:
        path: A file, or ``-`` for stdout.

    Raises:
        UserError: On entering or writing, when the output cannot be written.
        BrokenPipeError: On writing, when nobody reads any more (``| head``); the command line
            ends quietly on it.
    """
    return _stdout() if path == STREAM else _file(path)


@contextlib.contextmanager
def _stdout() -> Iterator[Write]:
    check_stdout()

    def write(data: bytes) -> None:
        with _explained("stdout"):
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()

    yield write


@contextlib.contextmanager
def _file(path: str) -> Iterator[Write]:
    target = os.path.realpath(path)
    with _explained(path):
        file, part = _open(target)

    def write(data: bytes) -> None:
        with _explained(path):
            file.write(data)

    try:
        yield write
        with _explained(path):
            file.close()
            if part:
                os.replace(part, target)
    except BaseException:
        with contextlib.suppress(OSError):
            file.close()
        if part:
            with contextlib.suppress(OSError):
                os.unlink(part)
        raise


def _open(target: str) -> tuple[BinaryIO, str | None]:
    """The file to write to, and its path if it is to be moved to ``target`` at the end."""
    exists = os.path.exists(target)
    if exists and not os.path.isfile(target):
        # A folder fails here; a device or a pipe cannot be replaced, so it is written directly.
        return open(target, "wb"), None
    if exists and not os.access(target, os.W_OK):
        raise PermissionError(13, "it is write-protected")
    part = os.path.join(os.path.dirname(target), f".stereo-ja-{secrets.token_hex(4)}.part")
    file = open(part, "xb")  # noqa: SIM115 - closed by _file
    if exists:
        shutil.copymode(target, part)
    return file, part


@contextlib.contextmanager
def _explained(name: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or error
        raise UserError(f"cannot write {name}: {reason}; choose another output") from error
