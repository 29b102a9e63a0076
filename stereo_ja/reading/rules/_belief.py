"""How much prose reads like a refusal: a second voice where the rules are unsure.

A logistic regression on pieces of one to four characters, fitted to this project's own labelled
rows by ``tools/fit_belief.py`` and shipped as a table. It is heard only beside uncertain rules:
words of an act meet by chance in long prose, and refusals are said in more ways than a list holds.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from math import exp

from stereo_ja.reading.rules._case import Case
from stereo_ja.reading.rules._names import in_one_name
from stereo_ja.reading.rules._text import sentences

__all__ = ["LONGEST", "SHAPE", "belief", "pieces", "seen_by_belief", "shape", "telling"]

LONGEST = 4
"""Characters of a piece."""
_READ = 600
"""Characters of a response that are looked at."""
GROUP = "＃"
SHAPE = ("negative", "question", "brief", "long")


def belief(case: Case) -> float:
    """Probability that a response without a clean list declines, in [0, 1]."""
    weights, text = _weights(), seen_by_belief(case.seen.text, case.group)
    score = weights["intercept"] + sum(weights.get(piece, 0.0) for piece in pieces(text))
    score += sum(
        weights[name] for name, there in zip(SHAPE, shape(case, text), strict=True) if there
    )
    return 1 / (1 + exp(-score)) if score > -700 else 0.0


def telling(case: Case) -> str:
    """The sentence that says most for a refusal."""
    weights = _weights()
    found = sentences(seen_by_belief(case.seen.text, case.group)) or [case.seen.text]
    return max(
        found, key=lambda one: sum(weights.get(piece, 0.0) for piece in pieces(one))
    ).replace(GROUP, case.group)


def seen_by_belief(text: str, group: str) -> str:
    """The beginning of ``text``, with one sign for the group by whatever name."""
    start = text[: 2 * _READ]
    return (in_one_name(start, group).replace(group, GROUP) if group else start)[:_READ]


def pieces(text: str) -> set[str]:
    """Every piece of one to LONGEST characters."""
    return {
        text[at : at + length] for length in range(1, LONGEST + 1)
        for at in range(len(text) - length + 1)
    }  # fmt: skip


def shape(case: Case, text: str) -> tuple[bool, ...]:
    """What is known beside the words, in the order of SHAPE."""
    return case.negative, case.question, len(text) < 40, len(text) > 150


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    table = (files("stereo_ja.reading.rules") / "belief.tsv").read_text(encoding="utf-8")
    rows = (line.rsplit("\t", 1) for line in table.split("\n") if line)
    # A piece is written as JSON, since it may hold a line break; the other names are bare.
    return {json.loads(name) if name[0] == '"' else name: float(weight) for name, weight in rows}
