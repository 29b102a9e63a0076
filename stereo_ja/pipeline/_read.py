"""Responses read: records without scores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stereo_ja.benchmark import Doc
from stereo_ja.pipeline._record import Record
from stereo_ja.reading import Reader, Reading, Request, get_reader, read_safely

__all__ = ["read_records"]

_PAPER = get_reader("paper")


def read_records(
    reader: Reader, docs: Sequence[Doc], responses: Sequence[Sequence[str | None]]
) -> list[list[Record]]:
    """Read every response, and where the prompt has a format by the paper's rules, too.

    Arguments and result as for ``build_records``. A reader that fails on a response says nothing
    about it: it is not generated, by the rule "reader error".
    """
    items = [
        Request(text, doc.get("group") or "", doc.get("format") or "")
        for doc, row in zip(docs, responses, strict=True)
        for text in row
    ]
    readings = read_safely(reader, items)
    by_paper = read_safely(_PAPER, items) if reader.name != _PAPER.name else None
    return [
        [_record(doc, number, text, next(readings), by_paper) for number, text in enumerate(row)]
        for doc, row in zip(docs, responses, strict=True)
    ]


def _record(
    doc: Doc, generation: int, text: str | None, reading: Reading,
    by_paper: Iterator[Reading] | None,
) -> Record:  # fmt: skip
    paper = None if by_paper is None else next(by_paper)
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
        reading=reading,
        paper=paper if "format" in doc and "group" in doc else None,
    )
