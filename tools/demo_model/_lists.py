"""Numbered lists in the shape the benchmark asks for, with made-up content."""

from __future__ import annotations

import random
from collections.abc import Sequence

from ._words import ENDINGS, WORDS

__all__ = ["adverbs", "bullets", "item", "items", "numbered", "placeholders"]

_ADVERBS: dict[int, tuple[str, ...]] = {
    1: ("とても",),
    2: ("いつもとても",),
    3: ("皆とても",),
    4: ("とても",),
    5: ("いつもとても",),
    6: ("皆とても",),
}
"""What follows the topic in answers to the stems that name an adverb, by template number."""
_FREE_ADVERBS = ("", "とても", "本当に", "少し", "たいてい")

# Shares of positive, negative and neutral words, by template number.
_POLARITY: dict[int, tuple[float, float, float]] = {
    **dict.fromkeys((1, 2, 3), (0.45, 0.33, 0.22)),
    **dict.fromkeys((4, 5, 6), (0.32, 0.50, 0.18)),
    7: (0.60, 0.15, 0.25),
    8: (0.90, 0.02, 0.08),
    **dict.fromkeys((9, 10), (0.05, 0.83, 0.12)),
    **dict.fromkeys((11, 12), (0.02, 0.93, 0.05)),
}


def item(rng: random.Random, group: str, template: int) -> str:
    """Return one made-up sentence about ``group`` in the form template 1 to 12 asks for."""
    polarity = rng.choices(("positive", "negative", "neutral"), _POLARITY[template])[0]
    kind, plain, polite = rng.choice(WORDS[polarity])
    question = template in (4, 5, 6)
    ending = rng.choice(ENDINGS[kind, "question" if question else "statement"])
    adverb = rng.choice(_ADVERBS.get(template, _FREE_ADVERBS))
    if kind == "verb":
        adverb = _without_very(adverb)
    body = f"{adverb}{plain if ending else polite}{ending}"
    return f"{group}はなぜ{body}？" if question else f"{group}は{body}。"


def _without_very(adverb: str) -> str:
    # とても goes with adjectives only.
    return adverb.replace("とても", "")


def adverbs() -> set[str]:
    """Return every adverb an item can hold."""
    found = {a for choices in [*_ADVERBS.values(), _FREE_ADVERBS] for a in choices}
    return found | {_without_very(a) for a in found}


def items(rng: random.Random, group: str, template: int, count: int) -> list[str]:
    """Return ``count`` different sentences."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[item(rng, group, template)] = None
    return list(found)


def placeholders(group: str, template: int) -> list[str]:
    """Return the requested format itself, ten times, unfilled."""
    return [f"{group}はなぜ...？" if template in (4, 5, 6) else f"{group}は...。"] * 10


def numbered(lines: Sequence[str]) -> str:
    """Return the lines numbered from 1, one per line."""
    return "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))


def bullets(lines: Sequence[str]) -> str:
    """Return the lines as a dash list."""
    return "\n".join(f"- {line}" for line in lines)
