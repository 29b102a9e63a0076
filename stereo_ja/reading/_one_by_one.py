"""What a reader need not write itself if it reads each response for itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stereo_ja.reading._outcome import Reading
from stereo_ja.reading._reader import Request
from stereo_ja.reading._safely import read_one

__all__ = ["OneByOne"]


class OneByOne:
    """Base of readers that have a ``name`` and a ``read``, and nothing that could be missing."""

    name: str

    def check(self) -> None:
        """Nothing can fail."""

    def read(self, response: str | None, *, group: str, format: str) -> Reading:
        """Read one response."""
        raise NotImplementedError

    def read_all(self, items: Sequence[Request]) -> Iterator[Reading]:
        """One reading for each item, in order."""
        return (read_one(self, item) for item in items)

    def remarks(self) -> list[str]:
        """None."""
        return []
