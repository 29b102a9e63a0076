"""A file that is no store is left alone."""

from __future__ import annotations

import pytest

from stereo_ja.errors import UserError
from stereo_ja.scoring.store import ScoreStore


@pytest.mark.parametrize(
    "text", ["# Notes\n\n子供について。\n" * 300, '{"text": "x"}\n', "a" * 600]
)
def test_a_text_file_is_no_damaged_store(tmp_path, text):
    path = tmp_path / "notes.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="is a text file and no score store"):
        ScoreStore(path)
    assert path.read_text(encoding="utf-8") == text
    assert [one.name for one in tmp_path.iterdir() if "damaged" in one.name] == []
