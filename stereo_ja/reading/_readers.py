"""The readers by name."""

from __future__ import annotations

from stereo_ja.errors import UserError
from stereo_ja.reading._outcome import Reader

__all__ = ["DEFAULT_READER", "get_reader", "get_ready_reader"]

DEFAULT_READER = "rules"
"""The reader used when none is named."""


def get_reader(name: str = DEFAULT_READER) -> Reader:
    """Return the reader called ``name``; nothing is asked of any service yet.

    Args:
        name: ``rules``, ``paper``, ``judge`` or ``judge:MODEL``.

    Raises:
        UserError: There is no reader of that name, or the judge has no usable model or service.
    """
    if name == "rules":
        from stereo_ja.reading.rules import RulesReader

        return RulesReader()
    if name == "paper":
        from stereo_ja.reading.paper import PaperReader

        return PaperReader()
    if name.partition(":")[0] == "judge":
        return _judge(name)
    raise UserError(f"no reader {name!r}: choose rules, paper or judge:MODEL")


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


def _judge(name: str) -> Reader:
    from stereo_ja.reading.judge import JudgeReader, model_of
    from stereo_ja.reading.rules import RulesReader

    return JudgeReader(
        model_of(name),
        RulesReader(),
        lambda reading: not RulesReader.certain(reading),
        options=RulesReader.options_if_valid,
    )
