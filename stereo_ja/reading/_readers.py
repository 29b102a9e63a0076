"""The readers by name."""

from __future__ import annotations

from collections.abc import Callable

from stereo_ja.errors import UserError
from stereo_ja.reading._reader import Reader
from stereo_ja.registry import Entry, Registry
from stereo_ja.service import Variables

__all__ = [
    "DEFAULT_READER",
    "READERS",
    "get_reader",
    "get_ready_reader",
    "reader_help",
    "register_reader",
]

DEFAULT_READER = "rules"
"""The reader used when none is named."""

Factory = Callable[[str], Reader]
"""From what stands behind ``NAME:`` to the reader; ValueError if nothing, or that, may not."""

READERS: Registry[Factory] = Registry(
    Entry("rules", "rules (the default)", "stereo_ja.reading.rules:rules_reader"),
    Entry("paper", "paper (the rules of arXiv:2503.01947)", "stereo_ja.reading.paper:paper_reader"),
    Entry(
        "whole", "whole (only whether there is a response)",
        "stereo_ja.reading._whole:whole_reader",
    ),
    Entry(
        "judge", "judge:MODEL (a model is asked where rules is unsure)",
        "stereo_ja.reading.judge:judge_reader", "stereo_ja.reading.judge:VARIABLES",
    ),
)  # fmt: skip


def register_reader(
    name: str, factory: Factory, *, help: str = "", service: Variables | None = None
) -> None:
    """Make a reader known, as ``NAME`` or ``NAME:REST``.

    Args:
        name: Not yet taken.
        factory: Called with REST, empty where there is none; ValueError if it takes no such thing.
        help: How it is written, and in brackets what it is; by default its name.
        service: The web service that it asks: its key, address and rate.
    """
    READERS.register(name, factory, help=help or name, service=service)


def reader_help() -> str:
    """Every reader there is, plugins included, in one line."""
    return READERS.help()


def get_reader(name: str = DEFAULT_READER) -> Reader:
    """Return the reader called ``name``; nothing is asked of any service yet.

    Args:
        name: ``rules``, ``paper``, ``judge``, ``judge:MODEL`` or one that was registered.

    Raises:
        UserError: There is no reader of that name, or the judge has no usable model or service.
    """
    factory = READERS.get(name)
    try:
        if factory is not None:
            return factory(name.partition(":")[2])
    except ValueError:
        pass
    raise UserError(f"no reader {name[:60]!r}: choose {reader_help()}")


def get_ready_reader(name: str = DEFAULT_READER) -> Reader:
    """``get_reader``, and for a judge one question to see that it answers.

    Raises:
        UserError: As ``get_reader``.
        ScorerUnavailable: The judge cannot be reached or does not accept the key.
        StoreUnusable: Replies, which are paid for, could not be stored.
    """
    reader = get_reader(name)
    reader.check()
    return reader
