"""Reading that goes on when a reader fails."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Protocol

from stereo_ja.reading._outcome import Outcome, Reading
from stereo_ja.reading._reader import Reader, Request
from stereo_ja.reading._rule import CommonRule

__all__ = ["read_one", "read_safely", "reader_error"]

_log = logging.getLogger("stereo_ja")


class _Reads(Protocol):
    @property
    def name(self) -> str: ...

    def read(self, response: str | None, *, group: str, format: str) -> Reading: ...


def reader_error(name: str, item: Request, error: Exception) -> Reading:
    """The reading of a response on which a reader failed, which is logged.

    An exception would lose every generation of a run. Our failure says nothing about the answer,
    so it gets the one outcome that enters no denominator.
    """
    _log.error("the reader %s failed on a response about %s", name, item.group, exc_info=error)
    return Reading(
        Outcome.NOT_GENERATED, CommonRule.READER_ERROR.value, evidence=type(error).__name__
    )


def read_one(reader: _Reads, item: Request) -> Reading:
    """One reading, whatever happens."""
    try:
        return reader.read(item.response, group=item.group, format=item.format)
    except Exception as error:
        return reader_error(reader.name, item, error)


def read_safely(reader: Reader, items: Sequence[Request]) -> Iterator[Reading]:
    """One reading for each item, in order, also of a reader that breaks off or gives too few.

    Raises:
        KeyboardInterrupt: On Ctrl-C.
    """
    count = 0
    try:
        for reading, _ in zip(reader.read_all(items), items, strict=False):
            count += 1
            yield reading
    except Exception as error:
        _log.error("%s broke off; the rest is read one by one", reader.name, exc_info=error)
    for item in items[count:]:
        yield read_one(reader, item)
