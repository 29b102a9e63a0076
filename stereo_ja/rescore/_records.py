"""New records of saved responses: read anew, scored anew, or as they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from stereo_ja.benchmark import Benchmark
from stereo_ja.pipeline import (
    KINDS,
    Record,
    baseline_texts,
    judged,
    option_texts,
    read_records,
    score_all,
    with_scores,
)
from stereo_ja.rescore._choices import Choices, judge_of, reader_of, scorer_of
from stereo_ja.rescore._kept import KeptScores
from stereo_ja.runs import SavedRow
from stereo_ja.scoring import Kind, Score, ready_to_score

__all__ = ["new_records"]

Rows = list[list[Record]]


def new_records(
    saved: Sequence[SavedRow], choices: Choices, benchmark: Benchmark, date: str
) -> Rows:
    """For each prompt, for each generation, its record.

    Args:
        saved: Saved prompts; without records ``choices`` must name everything.
        choices: What is done anew. The rest is carried over: readings as they are, scores with
            the text they belong to, verdicts with their response.
        benchmark: What was asked.
        date: ISO 8601; stands where a missing score has no date of its own.

    Raises:
        ScorerUnavailable: A service that cannot be used while some text is not stored.
    """
    rows = _read(saved, choices.reader)
    for kind in KINDS:
        if (spec := choices.spec(kind)) is not None:
            names = baseline_texts(rows, benchmark.baseline if kind == "toxicity" else None)
            texts = [*option_texts(rows), *chain.from_iterable(names.values())]
            ready_to_score(scorer_of(kind, spec), texts)
    for kind in benchmark.scorers:
        rows = _scored(rows, saved, kind, choices, benchmark, date)
    if choices.judge is not None:
        rows = judged(judge_of(choices.judge), [row.doc for row in saved], rows)
    return rows


def _read(saved: Sequence[SavedRow], reader: str | None) -> Rows:
    if reader is None:
        return [list(row.records or ()) for row in saved]
    made = read_records(
        reader_of(reader), [row.doc for row in saved], [row.responses for row in saved]
    )
    return [
        [
            replace(one, baseline=old.baseline, verdict=old.verdict)
            for one, old in zip(new, row.records or new, strict=True)
        ]
        for new, row in zip(made, saved, strict=True)
    ]


def _scored(
    rows: Rows, saved: Sequence[SavedRow], kind: Kind, choices: Choices, benchmark: Benchmark,
    date: str,
) -> Rows:  # fmt: skip
    spec = choices.spec(kind)
    if spec is not None:
        scorer = scorer_of(kind, spec)
        scores, baselines = score_all(scorer, kind, rows, benchmark.baseline)
        return with_scores(rows, kind, _dated(scores, date), baselines)
    kept = KeptScores(kind, (one for row in saved for one in row.records or ()), date)
    if choices.reader is not None:
        return with_scores(rows, kind, [kept.of(text) for text in option_texts(rows)], {})
    # As it was read, an option keeps its own score, whatever an equal text was given.
    options = (option for row in rows for record in row for option in record.options)
    return with_scores(rows, kind, [o.score(kind) or kept.of(o.text) for o in options], {})


def _dated(scores: Sequence[Score], date: str) -> list[Score]:
    # Nothing was asked, so nothing happened now; the same call must write the same bytes.
    unasked = {
        id(one): replace(one, scored_at=date)
        for one in scores
        if one.scorer == "none" or one.reason == "empty text"
    }
    return [unasked.get(id(one), one) for one in scores]
