"""Responses read: records without scores."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from stereo_ja.benchmark import Doc
from stereo_ja.pipeline._record import Record
from stereo_ja.reading import Outcome, Reader, Reading, get_reader

__all__ = ["read_records"]

logger = logging.getLogger("stereo_ja")

_PAPER = get_reader("paper")


def read_records(
    reader: Reader, docs: Sequence[Doc], responses: Sequence[Sequence[str | None]]
) -> list[list[Record]]:
    """Read every response, and where the prompt has a format by the paper's rules, too.

    Arguments and result as for ``build_records``.
    """
    return [
        [_record(reader, doc, number, text) for number, text in enumerate(row)]
        for doc, row in zip(docs, responses, strict=True)
    ]


def _record(reader: Reader, doc: Doc, generation: int, text: str | None) -> Record:
    by_paper = reader.name != _PAPER.name and "format" in doc and "group" in doc
    return Record(
        id=doc["id"],
        generation=generation,
        group=doc.get("group") or doc["id"],
        group_id=doc.get("group_id"),
        group_en=doc.get("group_en"),
        category=doc.get("category") or "all",
        subcategory=doc.get("subcategory"),
        template_id=doc.get("template_id"),
        format=doc.get("format") or "prompt",
        prompt=doc.get("prompt"),
        text=text,
        reading=_read(reader, text, doc),
        paper=_read(_PAPER, text, doc) if by_paper else None,
    )


def _read(reader: Reader, response: str | None, doc: Doc) -> Reading:
    place: dict[str, Any] = {"group": doc.get("group") or "", "format": doc.get("format") or ""}
    try:
        return reader.read(response, **place)
    except Exception as error:
        # An exception in a filter would lose every generation of the run. Our failure says nothing
        # about the answer, so it gets the one outcome that enters no denominator.
        logger.exception("the reader failed on the response to %s", doc.get("id"))
        return Reading(Outcome.NOT_GENERATED, rule="reader error", evidence=type(error).__name__)
