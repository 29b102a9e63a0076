"""The readers by name."""

from __future__ import annotations

from stereo_ja.errors import UserError
from stereo_ja.reading._outcome import Reader

__all__ = ["DEFAULT_READER", "get_reader"]

DEFAULT_READER = "paper"
"""The reader used when none is named."""


def get_reader(name: str = DEFAULT_READER) -> Reader:
    """The reader called ``name``.

    Raises:
        UserError: This version has no reader of that name.
    """
    if name == "paper":
        from stereo_ja.reading.paper import PaperReader

        return PaperReader()
    raise UserError(f"no reader {name!r}: this version has only 'paper'; choose that one")
