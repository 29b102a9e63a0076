"""The table's own codes against the paper's counts, and against this reader's codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from stereo_ja.benchmark.stereotype import docs
from stereo_ja.reading import get_reader
from stereo_ja.rescore.paper._published import CLASSES, PUBLISHED, class_of, published_model
from stereo_ja.rescore.paper._table import PaperModel, PaperTable

__all__ = ["ModelCheck", "TableCheck", "check_table"]


@dataclass(frozen=True)
class ModelCheck:
    """One model's codes, counted. All counts are of matched rows."""

    name: str
    rows: int
    counts: tuple[int, int, int]
    """Invalid, refused and valid by the table's codes; rows without a code are in none."""
    no_code: int
    published: tuple[int, int, int] | None
    """The paper's counts; None for a model that is not the paper's."""
    wrong_formats: int
    unmatched: int
    confusion: Counter[tuple[str, str]]
    """``(class by the table's code, class by the reader paper)`` to rows."""
    codes: Counter[tuple[int, int | None]]
    """``(the table's code, the code of the reader paper)`` to rows."""
    from_text: int
    """Rows whose response is ``text``, for want of ``before``."""

    @property
    def complete(self) -> bool:
        """Whether every prompt is there."""
        return self.rows == len(docs())

    @property
    def agrees(self) -> bool:
        """Whether the table's counts are the published ones."""
        return self.counts == self.published


@dataclass(frozen=True)
class TableCheck:
    """All models of a table."""

    models: tuple[ModelCheck, ...]

    @property
    def complete(self) -> bool:
        """Whether the paper's three models are there with every prompt."""
        whole = {model.name for model in self.models if model.published and model.complete}
        return whole == {model.name for model in PUBLISHED}

    @property
    def contradicts_the_paper(self) -> bool:
        """Whether a complete table counts otherwise than the paper."""
        return self.complete and any(model.published and not model.agrees for model in self.models)


def check_table(table: PaperTable) -> TableCheck:
    """Count the table's codes and read every response by the paper's rules."""
    return TableCheck(tuple(map(_check_model, table.models)))


def _check_model(model: PaperModel) -> ModelCheck:
    reader = get_reader("paper")
    confusion: Counter[tuple[str, str]] = Counter()
    codes: Counter[tuple[int, int | None]] = Counter()
    for prompt, row in model.rows.items():
        code = model.codes[prompt]
        if code is None:
            continue
        doc = row.doc
        found = reader.read(row.responses[0], group=doc["group"], format=doc["format"])
        confusion[str(class_of(code)), found.outcome.value] += 1
        codes[code, found.code] += 1
    known = published_model(model.called)
    return ModelCheck(
        name=model.name,
        rows=len(model.rows),
        counts=_counts(model.codes.values()),
        no_code=sum(code is None for code in model.codes.values()),
        published=known.counts if known else None,
        wrong_formats=model.wrong_formats,
        unmatched=len(model.unmatched),
        confusion=confusion,
        codes=codes,
        from_text=model.from_text,
    )


def _counts(codes: Iterable[int | None]) -> tuple[int, int, int]:
    found = Counter(class_of(code) for code in codes if code is not None)
    invalid, refused, valid = (found[name] for name in CLASSES)
    return invalid, refused, valid
