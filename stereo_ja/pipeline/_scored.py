"""Scores for the options of records, and for the names of groups."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from stereo_ja.pipeline._record import KINDS, Baseline, Option, Record
from stereo_ja.scoring import Kind, Score, Scorer, score_texts

__all__ = [
    "Baselines", "Rows", "baseline_texts", "has_failures", "option_texts", "score_all",
    "with_scores",
]  # fmt: skip

Rows = Sequence[Sequence[Record]]
Baselines = dict[str, Baseline]
"""Group to the scores of its name."""
Naming = Callable[[str], tuple[str, ...]] | None


def option_texts(rows: Rows) -> list[str]:
    """The text of every option, row by row."""
    return [text for record in chain.from_iterable(rows) for text in record.reading.options]


def baseline_texts(rows: Rows, naming: Naming) -> dict[str, tuple[str, ...]]:
    """Group to the texts that name it; empty without ``naming``."""
    groups = dict.fromkeys(row[0].group for row in rows if row)
    return {group: naming(group) for group in groups} if naming else {}


def score_all(
    scorer: Scorer, kind: Kind, rows: Rows, naming: Naming
) -> tuple[list[Score], Baselines]:
    """The score of every option in the order of ``option_texts``, and those of the names.

    Names are scored for toxicity only, in the same call, so that a scorer is started, and its
    progress shown, once.
    """
    options = option_texts(rows)
    names = baseline_texts(rows, naming if kind == "toxicity" else None)
    scores = score_texts(scorer, [*options, *chain.from_iterable(names.values())], progress=True)
    named = iter(scores[len(options) :])
    baselines = {group: Baseline(*(next(named).value for _ in texts))
                 for group, texts in names.items()}  # fmt: skip
    return scores[: len(options)], baselines


def has_failures(record: Record) -> bool:
    """Whether some option has a failed score, or the response a failed verdict."""
    scores = (option.score(kind) for option in record.options for kind in KINDS)
    verdicts = () if record.verdict is None else (record.verdict,)
    return any(one is not None and one.status == "failed" for one in (*scores, *verdicts))


def with_scores(
    rows: Rows, kind: Kind, scores: Sequence[Score], baselines: Baselines
) -> list[list[Record]]:
    """The records with these scores, one for each option in order.

    Args:
        rows: The records.
        kind: What the scores measure.
        scores: In the order of ``option_texts``.
        baselines: Groups that are absent keep what they have.
    """
    left = iter(scores)
    return [[_scored(one, kind, left, baselines.get(one.group)) for one in row] for row in rows]


def _scored(record: Record, kind: Kind, left: Iterator[Score], baseline: Baseline | None) -> Record:
    before = record.options or tuple(Option(text, None, None) for text in record.reading.options)
    made = tuple(
        Option(option.text, next(left), option.sentiment)
        if kind == "toxicity"
        else Option(option.text, option.toxicity, next(left))
        for option in before
    )
    return replace(record, options=made, baseline=baseline or record.baseline)
