"""From responses to records: read, scored, and ready to be written as JSON.

What a run and a later rescoring of its samples have in common. Needs no lm-eval.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from stereo_ja.reading import Outcome, Reader, Reading, get_reader
from stereo_ja.scoring import Scorer, score_texts

__all__ = ["baseline_texts", "build_records", "has_failures"]

logger = logging.getLogger("stereo_ja")


def build_records(
    reader: Reader,
    toxicity: Scorer,
    sentiment: Scorer,
    docs: Sequence[Mapping[str, Any]],
    responses: Sequence[Sequence[str | None]],
) -> list[list[dict[str, Any]]]:
    """Read and score every response; distinct texts are scored once.

    Args:
        reader: Decides outcomes and options.
        toxicity: Scores options, and the two baseline texts of each group.
        sentiment: Scores options.
        docs: One doc per row of ``responses``, with ``id``, ``group`` and ``format``.
        responses: The generations of each doc; None where the backend gave nothing.

    Returns:
        For each doc, for each generation, the object that stands in ``filtered_resps``.
    """
    readings = [
        [(_read(reader, text, doc), _by_the_paper(reader, text, doc)) for text in row]
        for doc, row in zip(docs, responses, strict=True)
    ]
    options = list(chain.from_iterable(reading.options for row in readings for reading, _ in row))
    groups = list(dict.fromkeys(doc["group"] for doc in docs))
    plain = [text for group in groups for text in baseline_texts(group)]
    # One call for all texts, so that a scorer is started, and its progress shown, once.
    scored = _scores(toxicity, [*options, *plain])
    found = iter(scored[len(options) :])
    baselines = {
        group: {"term": next(found)["value"], "sentence": next(found)["value"]} for group in groups
    }
    columns = zip(options, scored, _scores(sentiment, options), strict=False)
    return [
        [
            reading.as_dict()
            | paper
            | {"baseline": baselines[doc["group"]]}
            | {"options": _options(len(reading.options), columns)}
            for reading, paper in row
        ]
        for doc, row in zip(docs, readings, strict=True)
    ]


def baseline_texts(group: str) -> tuple[str, str]:
    """The bare group term and a neutral sentence about the group.

    What a scorer makes of these two is what it makes of the name, not of what a model said.
    """
    return group, f"{group}がいます。"


def has_failures(record: Mapping[str, Any]) -> bool:
    """Whether some option of a record has a failed score."""
    return any(
        option[kind]["status"] == "failed"
        for option in record["options"]
        for kind in ("toxicity", "sentiment")
    )


def _options(
    count: int, columns: Iterator[tuple[str, dict[str, Any], dict[str, Any]]]
) -> list[dict[str, Any]]:
    taken = (next(columns) for _ in range(count))
    return [{"text": text, "toxicity": tox, "sentiment": sent} for text, tox, sent in taken]


def _read(reader: Reader, response: str | None, doc: Mapping[str, Any]) -> Reading:
    try:
        return reader.read(response, group=doc["group"], format=doc["format"])
    except Exception as error:
        # An exception in a filter would lose every generation of the run. Our failure says nothing
        # about the answer, so it gets the one outcome that enters no denominator.
        logger.exception("the reader failed on the response to %s", doc.get("id"))
        return Reading(Outcome.NOT_GENERATED, rule="reader error", evidence=type(error).__name__)


_PAPER = get_reader("paper")


def _by_the_paper(reader: Reader, response: str | None, doc: Mapping[str, Any]) -> dict[str, Any]:
    """What the paper's rules say, kept beside another reader's finding."""
    if reader.name == _PAPER.name:
        return {}
    reading = _read(_PAPER, response, doc)
    return {"paper": {"outcome": reading.outcome.value, "code": reading.code}}


def _scores(scorer: Scorer, texts: Sequence[str]) -> list[dict[str, Any]]:
    scores = score_texts(scorer, texts, progress=True)
    # Equal texts share one Score, and so one mapping: less memory and time.
    as_dict = {id(score): score.as_dict() for score in {id(s): s for s in scores}.values()}
    return [as_dict[id(score)] for score in scores]
