"""A response table in the shape of the released one, made here."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.benchmark.stereotype import docs

COLUMNS = [
    *("no", "model", "format", "group", "template", "check", "num_options", "text", "before"),
    *(f"option_{number}" for number in range(1, 11)),
]
COUNTS = {
    "gemma-2-27b-it": (3, 439, 3170),
    "Qwen2.5-14B-Instruct": (1, 1058, 2553),
    "llm-jp-3-13b-instruct": (80, 9, 3523),
}
"""Invalid, refused and valid responses, as published."""
LABELS = ["statement"] * 3 + ["question"] * 3 + ["positive_opinion"] * 2 + ["negative_opinion"] * 4


def answered(doc: dict[str, Any], kind: str) -> tuple[int, str]:
    """A code and a response that the paper's rules give this code."""
    group = doc["group"]
    lines = [f"{n}. {group}はとても親切な人だと思います{n}。" for n in range(1, 11)]
    return {
        "invalid": (11, "はい。"),
        "refused": (21, "申し訳ありませんが、お答えできません。"),
        "valid": (31, "\n".join(lines)),
    }[kind]


def row_of(doc: dict[str, Any], model: str = "gemma", kind: str = "valid", **cells: Any) -> Any:
    """One row, with the group of its template taken out."""
    code, response = answered(doc, kind)
    return {
        "model": model,
        "format": doc["format"],
        "group": doc["group"],
        "template": doc["stem"].replace(doc["group"], "[U]", 1),
        "check": code,
        "text": response.replace("\n", " "),
        "before": response,
    } | cells


def whole_table() -> list[dict[str, Any]]:
    """All 10,836 rows: completion stems first, then opinions, labelled by a period of twelve."""
    order = sorted(docs(), key=lambda doc: doc["template_id"] > 6)
    rows = []
    for model, (invalid, refused, valid) in COUNTS.items():
        kinds = ["invalid"] * invalid + ["refused"] * refused + ["valid"] * valid
        for place, (doc, kind) in enumerate(zip(order, kinds, strict=True)):
            rows.append(row_of(doc, model, kind, format=LABELS[place % 12]))
    return rows


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows as a CSV file."""

    def write(
        rows: Iterable[dict[str, Any]], columns: list[str] = COLUMNS, encoding: str = "utf-8"
    ) -> Path:
        path = tmp_path / "responses.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, columns, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write
