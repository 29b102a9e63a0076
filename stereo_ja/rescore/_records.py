"""New records of saved responses: read anew, scored anew, or as they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from stereo_ja.harness._records import baseline_texts, build_records
from stereo_ja.rescore._choices import KINDS, Choices, reader_of, scorer_of
from stereo_ja.rescore._kept import KeptScores
from stereo_ja.rescore._saved import SavedRow
from stereo_ja.scoring import Kind, Score, Scorer, make_scorer, ready_to_score, score_texts

__all__ = ["new_records"]

Record = dict[str, Any]


def new_records(rows: Sequence[SavedRow], choices: Choices, date: str) -> list[list[Record]]:
    """For each prompt, for each generation, the object that stands in ``filtered_resps``.

    Args:
        rows: Saved prompts; without records ``choices`` must name everything.
        choices: What is done anew. The rest is carried over: readings as they are, scores with
            the text they belong to.
        date: ISO 8601; stands where a missing score has no date of its own.

    Raises:
        ScorerUnavailable: A service that cannot be used while some text is not stored.
    """
    records = _read(rows, choices.reader)
    options = [option for record in chain(*records) for option in record["options"]]
    texts = [option["text"] for option in options]
    scorers = {kind: _scorer(choices, kind) for kind in KINDS}
    groups = list(dict.fromkeys(row.doc["group"] for row in rows))
    plain = [text for group in groups for text in baseline_texts(group)]
    for kind, scorer in scorers.items():
        if scorer is not None:
            ready_to_score(scorer, texts + (plain if kind == "toxicity" else []))
    for kind, scorer in scorers.items():
        if scorer is not None:
            wanted = texts + (plain if kind == "toxicity" else [])
            found = iter(_scored(scorer, wanted, date))
            for option in options:
                option[kind] = next(found)
            if kind == "toxicity":
                _set_baselines(rows, records, groups, found)
            continue
        kept = KeptScores(kind, rows, date)
        for option in options:
            # As it was read, an option keeps its own score, whatever an equal text was given.
            if choices.reader is not None or not isinstance(option.get(kind), dict):
                option[kind] = kept.of(option["text"])
    return records


def _read(rows: Sequence[SavedRow], reader: str | None) -> list[list[Record]]:
    if reader is None:
        return [
            [
                {**record, "options": [dict(option) for option in record.get("options") or ()]}
                for record in row.records or ()
            ]
            for row in rows
        ]
    made = build_records(
        reader_of(reader),
        make_scorer("toxicity", "none"),
        make_scorer("sentiment", "none"),
        [row.doc for row in rows],
        [row.responses for row in rows],
    )
    for row, records in zip(rows, made, strict=True):
        for number, record in enumerate(records):
            old = row.records[number] if row.records else {}
            del record["baseline"]
            if "baseline" in old:
                record["baseline"] = old["baseline"]
    return made


def _scorer(choices: Choices, kind: Kind) -> Scorer | None:
    spec = choices.spec(kind)
    return None if spec is None else scorer_of(kind, spec)


def _scored(scorer: Scorer, texts: Sequence[str], date: str) -> list[dict[str, Any]]:
    scores = score_texts(scorer, texts, progress=True)
    as_dict: dict[int, dict[str, Any]] = {}
    for score in scores:
        if id(score) not in as_dict:
            as_dict[id(score)] = _dated(score, date)
    return [as_dict[id(score)] for score in scores]


def _dated(score: Score, date: str) -> dict[str, Any]:
    # Nothing was asked, so nothing happened now; the same call must write the same bytes.
    asked = score.scorer != "none" and score.reason != "empty text"
    return score.as_dict() | ({} if asked else {"scored_at": date})


def _set_baselines(
    rows: Sequence[SavedRow],
    records: list[list[Record]],
    groups: Sequence[str],
    found: Iterator[dict[str, Any]],
) -> None:
    baselines = {
        group: {"term": next(found)["value"], "sentence": next(found)["value"]} for group in groups
    }
    for row, made in zip(rows, records, strict=True):
        for record in made:
            record["baseline"] = baselines[row.doc["group"]]
