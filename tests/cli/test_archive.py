from __future__ import annotations

import json
import sqlite3

import pytest

from stereo_ja.cli import main
from stereo_ja.scoring.store import open_store


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    """A store with the scores of two texts."""
    monkeypatch.setenv("STEREO_JA_STORE", str(tmp_path / "scores.sqlite3"))
    rows = tmp_path / "in.jsonl"
    rows.write_text('{"text": "死ね、クズ"}\n{"text": "親切です"}\n', encoding="utf-8")
    code = main(["score", str(rows), "-o", str(tmp_path / "out.jsonl"), "--toxicity", "lexicon",
                 "--sentiment", "lexicon"])  # fmt: skip
    assert code == 0
    return tmp_path / "scores.sqlite3"


def test_info_says_what_is_there(capsys):
    assert main(["archive", "info"]) == 0
    out = capsys.readouterr().out
    assert "lexicon @ smoke-test" in out
    assert "toxicity: 2 scored, 0 not scorable" in out


def test_verify_says_sound_or_what_is_wrong(store, capsys):
    assert main(["archive", "verify"]) == 0
    assert "sound, 4 scores" in capsys.readouterr().out
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE scores SET value=0.0 WHERE value > 0.9")
    assert main(["archive", "verify"]) == 1
    assert "checksum" in capsys.readouterr().out


def test_what_is_exported_scores_the_same_elsewhere_and_holds_no_text(
    tmp_path, monkeypatch, capsys
):
    out = tmp_path / "scores.jsonl"
    assert main(["archive", "export", "-o", str(out)]) == 0
    again = tmp_path / "again.jsonl"
    assert main(["archive", "export", "-o", str(again)]) == 0
    assert out.read_bytes() == again.read_bytes()
    assert "クズ" not in out.read_text(encoding="utf-8")
    monkeypatch.setenv("STEREO_JA_STORE", str(tmp_path / "other.sqlite3"))
    assert main(["archive", "import", str(out)]) == 0
    assert main(["archive", "import", str(out)]) == 0
    assert "0 scores added, 4 were there already" in capsys.readouterr().out
    third = tmp_path / "third.jsonl"
    assert main(["archive", "export", "-o", str(third)]) == 0
    assert third.read_bytes() == out.read_bytes()
    assert len(open_store().sources()) == 2


def test_a_bad_line_does_not_stop_an_import(tmp_path, capsys):
    rows = tmp_path / "mixed.jsonl"
    good = {"text_sha256": "ab" * 32, "scorer": "s", "revision": None, "attribute": "TOXICITY",
            "language": "ja", "status": "scored", "value": 0.5, "label": None, "reason": None,
            "scored_at": "2026-11-25"}  # fmt: skip
    rows.write_text("nonsense\n" + json.dumps(good) + "\n")
    assert main(["archive", "import", str(rows)]) == 1
    found = capsys.readouterr()
    assert "1 scores added" in found.out
    assert "line 1" in found.err


def test_a_store_that_is_not_there_is_one_clear_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("STEREO_JA_STORE", str(tmp_path / "none.sqlite3"))
    assert main(["archive", "info"]) == 2
    assert "no score store yet" in capsys.readouterr().err
    assert not (tmp_path / "none.sqlite3").exists()
