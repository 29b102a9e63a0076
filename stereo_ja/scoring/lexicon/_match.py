"""Find table entries in a sequence of morphemes: whole morphemes only, longest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from stereo_ja.scoring.lexicon._conditions import holds
from stereo_ja.scoring.lexicon._morphology import Token
from stereo_ja.scoring.lexicon._tables import Entry, Index

__all__ = ["Hit", "find"]

_LONGEST = 9
"""Morphemes in the longest span tried; bounds the work per position."""


class Hit(NamedTuple):
    """One entry found in ``tokens[start:end]``."""

    start: int
    end: int
    entry: Entry


def find(index: Index, tokens: Sequence[Token]) -> list[Hit]:
    """All entries found, left to right, none overlapping another.

    An entry matches whole morphemes, so バカ is found in バカだ and not in バカンス. The last
    morpheme may be in any form of its dictionary form. At each position the longest match whose
    condition holds is taken. Entries marked ``raw`` and ``head`` are looked for besides and
    displace weaker matches (_loose.py).
    """
    hits: list[Hit] = []
    heads: list[int] = []
    reached = 0
    openings, loose, last = index.openings, index.loose, len(tokens) - 1
    for position, token in enumerate(tokens):
        alone, longer, head = openings.get(token) or index.opening(token)
        if head and (head == 2 or (position < last and loose.goes_on(token, tokens[position + 1]))):
            heads.append(position)
        if position < reached:
            continue
        hit = None
        if longer and position < last and _promising(index, token, tokens[position + 1]):
            hit = _longer(index, tokens, position)
        if hit is None and alone:
            hit = _first(alone, tokens, position, position + 1)
        if hit is not None:
            hits.append(hit)
            reached = hit.end
    return _with_loose(index, tokens, hits, heads)


def _first(entries: Sequence[Entry], tokens: Sequence[Token], start: int, end: int) -> Hit | None:
    for entry in entries:
        if not entry.when or holds(entry.when, tokens, start, end):
            return Hit(start, end, entry)
    return None


def _promising(index: Index, token: Token, following: Token) -> bool:
    # One more character rules most continuations out before any is spelled out.
    if token.lemma + following.lemma[0] in index.phrase_starts:
        return True
    return any(token.surface + initial in index.starts for initial in following.initials)


def _longer(index: Index, tokens: Sequence[Token], start: int) -> Hit | None:
    """The longest match of two or more morphemes that begins at ``start``."""
    best: Hit | None = None
    written, phrase = tokens[start].surface, tokens[start].lemma
    phrase_open = phrase in index.phrase_starts
    for end in range(start + 2, min(start + _LONGEST, len(tokens)) + 1):
        token = tokens[end - 1]
        entries: list[Entry] = []
        for form in token.forms:
            entries += index.written.get(written + form, ())
        if phrase_open:
            entries += index.phrases.get(phrase + token.lemma, ())
        if entries:
            best = _first(entries, tokens, start, end) or best
        written += token.surface
        phrase += token.lemma
        phrase_open = phrase_open and phrase in index.phrase_starts
        if not phrase_open and written not in index.starts:
            break
    return best


def _with_loose(
    index: Index, tokens: Sequence[Token], hits: list[Hit], heads: Sequence[int]
) -> list[Hit]:
    """``hits`` and the loose entries of the text, which displace weaker ones.

    Nothing is looked for inside a longer harmless word.
    """
    found = list(index.loose.find(tokens, heads))
    if not found:
        return hits
    weights = [0.0] * len(tokens)
    harmless: list[Hit | None] = [None] * len(tokens)
    for hit in hits:
        weights[hit.start : hit.end] = [hit.entry.weight] * (hit.end - hit.start)
        if hit.entry.group == "harmless":
            harmless[hit.start : hit.end] = [hit] * (hit.end - hit.start)
    displaced = [False] * len(tokens)
    loose: list[Hit] = []
    for start, end, entry in sorted(found, key=lambda one: -one[2].weight):
        guarded = harmless[start] is not None and harmless[start] is harmless[end - 1]
        if not guarded and max(weights[start:end]) < entry.weight:
            loose.append(Hit(start, end, entry))
            weights[start:end] = [entry.weight] * (end - start)
            displaced[start:end] = [True] * (end - start)
    kept = [hit for hit in hits if not any(displaced[hit.start : hit.end])]
    return sorted(kept + loose, key=lambda hit: hit.start)
