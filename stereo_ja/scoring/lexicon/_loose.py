"""Entries that need not be whole morphemes: slang and set phrases the tagger cuts wrongly."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from stereo_ja.scoring.lexicon._morphology import Token

__all__ = ["HEAD", "RAW", "Loose"]

RAW, HEAD = "raw", "head"
"""``when`` of an entry found anywhere, and of one that begins where a morpheme begins."""


class _Weighted(Protocol):
    @property
    def weight(self) -> float: ...


E = TypeVar("E", bound=_Weighted)


@dataclass
class Loose(Generic[E]):
    """Loose entries by folded spelling."""

    raw: dict[str, E] = field(default_factory=dict)
    head: dict[str, E] = field(default_factory=dict)
    _raw_pattern: re.Pattern[str] | None = None
    _head_pattern: re.Pattern[str] | None = None
    _beginnings: frozenset[str] = frozenset()
    """Prefixes of the keys of ``head``."""

    def add(self, when: str, key: str, entry: E) -> None:
        """Remember ``entry``; of two with one spelling the heavier counts."""
        entries = self.raw if when == RAW else self.head
        if key not in entries or entries[key].weight < entry.weight:
            entries[key] = entry

    def finish(self) -> None:
        """Prepare the search; to be called once, after the last :meth:`add`."""
        self._raw_pattern = re.compile(_trie(sorted(self.raw))) if self.raw else None
        self._head_pattern = re.compile(_trie(sorted(self.head))) if self.head else None
        self._beginnings = frozenset(
            key[:end] for key in self.head for end in range(1, len(key) + 1)
        )

    def may_begin(self, token: Token) -> int:
        """Whether a head entry may begin with ``token``: 0 no, 1 ask :meth:`goes_on`, 2 yes."""
        surface = token.surface
        if any(surface[:end] in self.head for end in range(1, len(surface) + 1)):
            return 2
        return int(surface in self._beginnings)

    def goes_on(self, token: Token, following: Token) -> bool:
        """Whether a head entry may begin with these two; rules most out cheaply."""
        return token.surface + following.surface[0] in self._beginnings

    def find(self, tokens: Sequence[Token], heads: Sequence[int]) -> Iterator[tuple[int, int, E]]:
        """``(start, end, entry)`` in morphemes, for every loose entry in the text.

        Args:
            tokens: The text.
            heads: Positions of the morphemes for which :meth:`may_begin` holds.
        """
        text = "".join([token.surface for token in tokens])
        found = self._raw_pattern.search(text) if self._raw_pattern else None
        if found is None and not heads:
            return
        ends = list(itertools.accumulate(len(token.surface) for token in tokens))
        while found is not None and self._raw_pattern is not None:
            start = bisect.bisect_right(ends, found.start())
            yield start, _morpheme(ends, found.end()), self.raw[found.group()]
            found = self._raw_pattern.search(text, found.end())
        for position in heads if self._head_pattern else ():
            assert self._head_pattern is not None
            begin = ends[position] - len(tokens[position].surface)
            match = self._head_pattern.match(text, begin)
            if match is not None:
                yield position, _morpheme(ends, match.end()), self.head[match.group()]


def _morpheme(ends: Sequence[int], end: int) -> int:
    return bisect.bisect_left(ends, end) + 1


def _trie(words: Sequence[str]) -> str:
    """A pattern for the longest of ``words`` (sorted, distinct) that shares their beginnings.

    Its time per position grows with the length of a word and not with their number.
    """
    branches = []
    for initial, group in itertools.groupby((word for word in words if word), lambda w: w[0]):
        branches.append(re.escape(initial) + _trie([word[1:] for word in group]))
    if not branches:
        return ""
    optional = "?" if words[0] == "" else ""
    return f"(?:{'|'.join(branches)}){optional}"
