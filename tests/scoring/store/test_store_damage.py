from __future__ import annotations

import shutil

import pytest

from stereo_ja.scoring.store import ScoreStore, info, text_hash, verify
from tests.scoring.store.conftest import SOURCE, scored

KEYS = [text_hash(str(number)) for number in range(2000)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A store of 2,000 scores, closed, in one file."""
    path = tmp_path_factory.mktemp("whole") / "scores.sqlite3"
    store = ScoreStore(path)
    for number, key in enumerate(KEYS):
        store.put(SOURCE, key, scored(number / 2000))
    store.close()
    return path


@pytest.fixture
def copy(whole, path):
    path.parent.mkdir()
    shutil.copy(whole, path)
    return path


def _garbage(content: bytes) -> bytes:
    return b"this is no database at all, " * 500


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _page(content: bytes) -> bytes:
    middle = 4096 * (len(content) // 8192)
    return content[:middle] + b"\xff" * 4096 + content[middle + 4096 :]


@pytest.mark.parametrize(("damage", "least"), [(_garbage, 0), (_cut, 100), (_page, 1800)])
def test_damage_is_reported_set_aside_and_mended(copy, damage, least, caplog):
    copy.write_bytes(damage(copy.read_bytes()))
    broken = copy.read_bytes()
    assert verify_or_refuse(copy)
    store = ScoreStore(copy)
    found = store.get(SOURCE, KEYS)
    for key in KEYS:
        store.put(SOURCE, key, scored(0.5))
    store.close()
    assert "set aside as" in caplog.text
    (aside,) = info(copy).aside
    assert (copy.parent / aside).read_bytes()[:4096] == broken[:4096]
    assert len(found) >= least
    assert all(found[key].value == KEYS.index(key) / 2000 for key in list(found)[:50])
    assert verify(copy).problems == ()
    assert verify(copy).rows == 2000


def verify_or_refuse(path) -> bool:
    """Whether `verify` finds fault, without changing the file."""
    before = path.read_bytes()
    found = verify(path)
    assert path.read_bytes() == before
    return bool(found.problems)


def test_damage_during_use_is_mended_too(copy, caplog):
    store = ScoreStore(copy)
    assert len(store.get(SOURCE, KEYS)) == 2000
    store.close()
    copy.write_bytes(_garbage(b""))
    store.put(SOURCE, KEYS[0], scored(0.5))
    assert store.get(SOURCE, KEYS) == {KEYS[0]: scored(0.5)}
    assert "set aside as" in caplog.text


def test_a_sound_store_is_never_set_aside(copy):
    ScoreStore(copy).get(SOURCE, KEYS)
    assert info(copy).aside == ()


def test_a_file_that_another_process_set_aside_gets_no_further_scores(copy):
    store = ScoreStore(copy)
    copy.rename(copy.with_name("aside"))
    for end in ("-wal", "-shm"):
        copy.with_name(f"{copy.name}{end}").unlink(missing_ok=True)
    ScoreStore(copy)
    store.put(SOURCE, text_hash("new"), scored(0.5))
    assert ScoreStore(copy).get(SOURCE, [text_hash("new")])
