"""``stereo-ja score``: rows in, rows out, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path

from stereo_ja.cli import main

UNSCORED = ["--toxicity", "none", "--sentiment", "none"]


def test_bad_lines_keep_their_text_and_mended_rows_lose_their_error(tmp_path: Path) -> None:
    """In place, where anything not written back is gone."""
    path = tmp_path / "texts.jsonl"
    bad = '{"text": "あ", "p": NaN}'
    mended = '{"error": "line 1: old", "text": "い"}'
    path.write_text(f"{bad}\n{mended}\n", encoding="utf-8")
    assert main(["score", str(path), "-o", str(path), *UNSCORED]) == 1
    first, second = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert first == {
        "error": "line 1: not JSON: NaN is not a JSON number",
        "line": 1,
        "raw": bad,
    }
    assert list(second) == ["text", "toxicity", "sentiment"]
