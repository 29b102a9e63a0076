from __future__ import annotations

import json

import pytest

from stereo_ja.errors import ScorerUnavailable, UserError
from stereo_ja.scoring import Score, make_scorer, score_texts
from stereo_ja.scoring.store import ScoreStore, Source, text_hash

TOXICITY = Source("perspective", "v1alpha1", "TOXICITY", "ja")
MOOD = Source("hf:example/mood", "abc", "sentiment", None)
DATE = "2026-03-04T05:06:07+00:00"


@pytest.fixture
def file(tmp_path):
    store = ScoreStore(tmp_path / "old.sqlite3")
    kept = Score("scored", "perspective", "v1alpha1", DATE, value=0.75)
    store.put(TOXICITY, text_hash("あ"), kept)
    store.put(MOOD, text_hash("あ"), Score("scored", MOOD.scorer, "abc", DATE, -1.0, "negative"))
    store.close()
    return store.path


def _score(spec, texts, kind="toxicity"):
    scorer = make_scorer(kind, spec)
    scorer.check()
    return score_texts(scorer, texts)


def test_a_stored_score_keeps_its_scorer_revision_and_date(file):
    found, absent = _score(f"archive:{file}", ["あ", "い"])
    assert (found.value, found.scorer, found.revision) == (0.75, "perspective", "v1alpha1")
    assert found.scored_at == DATE
    assert (absent.status, absent.value) == ("not_scorable", None)
    assert absent.reason == "not in the archive"


def test_the_kind_decides_which_scores_count(file):
    (found,) = _score(f"archive:{file}", ["あ"], "sentiment")
    assert (found.value, found.label) == (-1.0, "negative")


def test_several_scorers_must_be_told_apart(file):
    store = ScoreStore(file)
    other = Source("hf:example/judge", "r1", "toxicity", None)
    store.put(other, text_hash("あ"), Score("scored", other.scorer, "r1", DATE, value=0.25))
    with pytest.raises(ScorerUnavailable, match=r"#SCORER@REVISION") as caught:
        _score(f"archive:{file}", ["あ"])
    assert "perspective@v1alpha1" in str(caught.value)
    assert "hf:example/judge@r1" in str(caught.value)
    for name, value in (("perspective", 0.75), ("hf:example/judge@r1", 0.25)):
        (score,) = _score(f"archive:{file}#{name}", ["あ"])
        assert score.value == value
    with pytest.raises(ScorerUnavailable, match="nobody"):
        _score(f"archive:{file}#nobody", ["あ"])


@pytest.mark.parametrize("content", [b"", b"nothing of the kind\n", b'{"text": "x"}\n'])
def test_a_file_that_is_no_archive_is_refused(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises((ScorerUnavailable, UserError)) as caught:
        _score(f"archive:{path}", ["あ"])
    assert "archive" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path):
    with pytest.raises(ScorerUnavailable, match="No such file"):
        _score(f"archive:{tmp_path / 'none.db'}", ["あ"])


@pytest.mark.parametrize(
    "change", [{"value": 7}, {"value": "0.5"}, {"status": "failed"}, {"text_sha256": "ab"}]
)
def test_a_line_that_holds_no_score_is_never_read_as_one(tmp_path, change):
    row = {
        "text_sha256": text_hash("あ").hex(), "scorer": "s", "revision": None, "language": "ja",
        "attribute": "TOXICITY", "status": "scored", "value": 0.5, "label": None,
        "reason": None, "scored_at": DATE,
    }  # fmt: skip
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(row) + "\n")
    assert _score(f"archive:{path}", ["あ"])[0].value == 0.5
    path.write_text(json.dumps(row | change) + "\n")
    with pytest.raises(ScorerUnavailable, match="line 1"):
        _score(f"archive:{path}", ["あ"])
