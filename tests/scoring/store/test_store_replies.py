from __future__ import annotations

import sqlite3

import pytest

from stereo_ja.scoring.store import ScoreStore
from stereo_ja.store import ReplyStore, text_hash
from tests.scoring.store.conftest import SOURCE, scored

KEYS = [text_hash(str(number)) for number in range(500)]


@pytest.fixture
def replies(path):
    return ReplyStore(path)


def test_a_reply_stays_as_it_was_first_stored(replies, path):
    replies.put(KEYS[0], "first")
    replies.put(KEYS[0], "second")
    assert ReplyStore(path).get(KEYS) == {KEYS[0]: "first"}


def test_scores_and_replies_share_a_file(replies, path):
    store = ScoreStore(path)
    store.put(SOURCE, KEYS[0], scored(0.5))
    replies.put(KEYS[0], "reply")
    assert store.get(SOURCE, KEYS) == {KEYS[0]: scored(0.5)}
    assert replies.get(KEYS) == {KEYS[0]: "reply"}


def test_a_changed_reply_is_none_and_can_be_stored_again(replies, path):
    replies.put(KEYS[0], "refused")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE replies SET reply = 'valid'")
    assert replies.get(KEYS) == {}
    replies.put(KEYS[0], "refused")
    assert replies.get(KEYS) == {KEYS[0]: "refused"}


def test_lone_surrogates_can_be_stored(replies):
    replies.put(KEYS[0], "a\ud800b")
    assert replies.get(KEYS) == {KEYS[0]: "a?b"}


def test_damage_costs_no_reply_that_can_be_read(replies, path, caplog):
    """Found damaged by whoever comes first, here the scores: the replies are rescued too."""
    for key in KEYS:
        replies.put(key, key.hex())
    replies.close()
    content = path.read_bytes()
    path.write_bytes(content[: 3 * len(content) // 4])
    assert ScoreStore(path).get(SOURCE, KEYS) == {}
    found = ReplyStore(path).get(KEYS)
    assert len(found) > 100
    assert all(found[key] == key.hex() for key in found)
    assert "set aside as" in caplog.text


def test_two_processes_do_not_ask_the_same(replies, path):
    elsewhere = ReplyStore(path).claims()
    elsewhere._owner = "another-host:1"
    assert elsewhere.take(KEYS[0])
    assert not replies.claims().take(KEYS[0])
    elsewhere.release(KEYS[0])
    assert replies.claims().take(KEYS[0])
