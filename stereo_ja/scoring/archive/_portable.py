"""The portable form of a store: one JSON object a line, hashes in place of texts.

``text_sha256 scorer revision attribute language status value label reason scored_at``. Rows stand
in the order of source and hash, so the same scores give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from stereo_ja.errors import UserError
from stereo_ja.jsontext import to_json
from stereo_ja.scoring._score import Score
from stereo_ja.scoring.store._row import score_of
from stereo_ja.store import Source

__all__ = ["read_portable", "row_of", "write_portable"]

_FIELDS = ("status", "value", "label", "reason", "scored_at")
Stored = tuple[Source, bytes, Score]


def write_portable(
    rows: Iterable[tuple[Source, bytes, tuple[Any, ...]]], write: Callable[[bytes], None]
) -> int:
    """Write the rows of a store.

    Args:
        rows: ``(source, text hash, values)`` as a store gives them.
        write: Takes the bytes of one line at a time.

    Returns:
        The number of rows.
    """
    count = 0
    for source, text, values in rows:
        row = {"text_sha256": text.hex(), **_source_fields(source)}
        row |= dict(zip(_FIELDS, values[:5], strict=True))
        write(to_json(row).encode("utf-8") + b"\n")
        count += 1
    return count


def read_portable(path: Path) -> Iterator[Stored | str]:
    """Read every line; one that holds no score comes as ``line N: what is wrong``.

    Raises:
        UserError: The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    try:
                        yield row_of(json.loads(line))
                    except (ValueError, TypeError, KeyError, RecursionError) as error:
                        name = type(error).__name__
                        yield f"line {number}: no stored score ({name}: {str(error)[:80]})"
    except OSError as error:
        raise UserError(f"cannot read {path}: {error.strerror}; check the path") from error


def row_of(row: Any) -> Stored:
    """The source, text hash and score of one line.

    Raises:
        ValueError, TypeError, KeyError: It is none.
    """
    text = bytes.fromhex(row["text_sha256"])
    names = [row["scorer"], row["attribute"], row["scored_at"]]
    optional = [row.get("revision"), row.get("language"), row.get("label"), row.get("reason")]
    if len(text) != 32 or not all(isinstance(name, str) and name for name in names):
        raise ValueError("text_sha256, scorer, attribute and scored_at are needed")
    if not all(value is None or isinstance(value, str) for value in optional):
        raise ValueError("revision, language, label and reason must be text or null")
    value = row.get("value")
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise ValueError("value must be a number or null")
    source = Source(row["scorer"], row.get("revision"), row["attribute"], row.get("language"))
    value = None if value is None else float(value)
    values = (row["status"], value, row.get("label"), row.get("reason"), row["scored_at"])
    return source, text, score_of(source, values)


def _source_fields(source: Source) -> dict[str, str | None]:
    return {
        "scorer": source.scorer,
        "revision": source.revision,
        "attribute": source.attribute,
        "language": source.language,
    }
