from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from stereo_ja.errors import UserError
from stereo_ja.scoring import Score
from stereo_ja.scoring.store import ScoreStore, StoreUnusable, info, text_hash, verify
from tests.scoring.store.conftest import SOURCE, scored

A, B = text_hash("あ"), text_hash("い")


def test_the_hash_is_sha256_of_the_utf8_of_the_text():
    # printf あ | sha256sum
    assert text_hash("あ").hex() == (
        "dc5a4d3d82f7e15792959dc661538ae0e541ce66494516f5c9cfd9cd3308494d"
    )
    assert text_hash("あ") != text_hash("あ ")
    assert len(text_hash("\ud800")) == 32


def test_a_score_comes_back_as_it_was_put(store):
    label = replace(scored(0.25), label="toxic", reason="truncated")
    store.put(SOURCE, A, label)
    assert store.get(SOURCE, [A, B]) == {A: label}


@pytest.mark.parametrize("field", ["scorer", "revision", "attribute", "language"])
def test_every_part_of_the_key_counts(store, field):
    store.put(SOURCE, A, scored(0.25))
    assert store.get(replace(SOURCE, **{field: "other"}), [A]) == {}


def test_a_failed_score_is_not_stored_so_that_it_is_asked_again(store):
    store.put(SOURCE, A, Score("failed", "perspective", "v1alpha1", "2026-11-25", reason="x"))
    assert store.get(SOURCE, [A]) == {}


def test_the_first_score_and_its_date_stay(store):
    store.put(SOURCE, A, scored(0.25))
    store.put(SOURCE, A, scored(0.75, at="2026-12-01T00:00:00+00:00"))
    assert store.get(SOURCE, [A]) == {A: scored(0.25)}


def test_more_texts_than_one_question_holds(store):
    keys = [text_hash(str(number)) for number in range(1234)]
    for number, key in enumerate(keys):
        store.put(SOURCE, key, scored(number / 2000))
    found = store.get(SOURCE, keys)
    assert [found[key].value for key in keys] == [number / 2000 for number in range(1234)]


def test_another_process_sees_it_and_it_is_still_there_later(store, path):
    store.put(SOURCE, A, scored(0.25))
    assert ScoreStore(path).get(SOURCE, [A]) == {A: scored(0.25)}


def test_a_value_changed_behind_our_back_is_found_and_not_given_out(store, path, caplog):
    for key in (A, B):
        store.put(SOURCE, key, scored(0.25))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE scores SET value=0.0 WHERE text_hash=?", (A,))
    found = verify(path)
    assert (found.rows, len(found.problems)) == (2, 1)
    assert A.hex()[:12] in found.problems[0]
    assert store.get(SOURCE, [A, B]) == {B: scored(0.25)}
    assert "1 damaged rows dropped" in caplog.text
    store.put(SOURCE, A, scored(0.5))
    assert store.get(SOURCE, [A]) == {A: scored(0.5)}
    assert verify(path).problems == ()


def test_info_counts_by_source_and_names_the_dates(store, path):
    store.put(SOURCE, A, scored(0.25))
    store.put(SOURCE, B, Score("not_scorable", "perspective", "v1alpha1", "2026-12-02", reason="x"))
    (content,) = info(path).contents
    assert (content.source, content.scored, content.not_scorable) == (SOURCE, 1, 1)
    assert (content.first[:10], content.last[:10]) == ("2026-11-25", "2026-12-02")


def test_a_database_of_another_program_is_refused_and_left_alone(path):
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE photos (id)")
    before = path.read_bytes()
    with pytest.raises(UserError, match="not a score store"):
        ScoreStore(path)
    assert path.read_bytes() == before


def test_a_store_of_a_later_version_is_refused(store, path):
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(UserError, match="later stereo-ja"):
        ScoreStore(path)


def test_a_place_that_cannot_be_written_is_one_clear_line(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreUnusable, match="STEREO_JA_STORE"):
        ScoreStore(tmp_path / "file" / "scores.sqlite3")
    with pytest.raises(StoreUnusable, match="STEREO_JA_STORE"):
        ScoreStore(tmp_path)


def test_a_probe_is_remembered_with_its_age(store):
    assert store.probe("perspective") is None
    store.remember_probe("perspective", "v1alpha1")
    found = store.probe("perspective")
    assert found is not None
    assert found.revision == "v1alpha1"
    assert 0 <= found.age < 3600
