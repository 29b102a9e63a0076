"""The readers by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from stereo_ja.errors import UserError
from stereo_ja.plugins import load_plugins
from stereo_ja.reading._outcome import Reader

__all__ = ["DEFAULT_READER", "get_reader", "get_ready_reader", "register_reader"]

DEFAULT_READER = "rules"
"""The reader used when none is named."""

Make = Callable[[str], Reader]
"""From what stands behind the colon of ``NAME:REST`` to the reader."""


def register_reader(name: str, make: Make) -> None:
    """Make a reader known as ``NAME`` and ``NAME:REST``."""
    _makers[name] = make


def get_reader(name: str = DEFAULT_READER) -> Reader:
    """Return the reader called ``name``; nothing is asked of any service yet.

    Args:
        name: ``rules``, ``paper``, ``whole``, ``judge``, ``judge:MODEL``, or one that a plugin has.

    Raises:
        UserError: There is no reader of that name, or the judge has no usable model or service.
    """
    called, _, rest = name.partition(":")
    if called not in _makers:
        load_plugins()
    if called not in _makers:
        known = ", ".join(_makers).replace("judge", "judge:MODEL")
        raise UserError(f"no reader {name[:60]!r}: choose one of {known}")
    return _makers[called](rest)


def get_ready_reader(name: str = DEFAULT_READER) -> Reader:
    """``get_reader``, and for a judge one question to see that it answers.

    Raises:
        UserError: As ``get_reader``.
        ScorerUnavailable: The judge cannot be reached or does not accept the key.
    """
    reader = get_reader(name)
    check = getattr(reader, "check", None)
    if check:
        check()
    return reader


def _rules(rest: str) -> Reader:
    from stereo_ja.reading.rules import RulesReader

    _nothing_behind("rules", rest)
    return RulesReader()


def _paper(rest: str) -> Reader:
    from stereo_ja.reading.paper import PaperReader

    _nothing_behind("paper", rest)
    return PaperReader()


def _whole(rest: str) -> Reader:
    from stereo_ja.reading._whole import WholeReader

    _nothing_behind("whole", rest)
    return WholeReader()


def _judge(rest: str) -> Reader:
    from stereo_ja.reading.judge import JudgeReader, model_of
    from stereo_ja.reading.rules import RulesReader

    reader = JudgeReader(
        model_of(f"judge:{rest}" if rest else "judge"),
        RulesReader(),
        lambda reading: not RulesReader.certain(reading),
        options=RulesReader.options_if_valid,
    )
    return cast(Reader, reader)


def _nothing_behind(name: str, rest: str) -> None:
    if rest:
        raise UserError(f"reader {name}:{rest[:40]} is unknown: {name} takes nothing behind it")


_makers: dict[str, Make] = {"rules": _rules, "paper": _paper, "whole": _whole, "judge": _judge}
