from __future__ import annotations

import subprocess
import sys
import threading
import time
from itertools import pairwise

from stereo_ja.scoring.store import ScoreStore, text_hash, verify
from tests.present import present
from tests.scoring.store.conftest import SOURCE, scored

_WRITER = """
import sys
from pathlib import Path
from stereo_ja.scoring import Score
from stereo_ja.scoring.store import ScoreStore, Source, text_hash
store = ScoreStore(Path(sys.argv[1]))
source = Source("perspective", "v1alpha1", "TOXICITY", "ja")
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    score = Score("scored", "perspective", "v1alpha1", sys.argv[4], value=number / 1000)
    store.put(source, text_hash(str(number)), score, durable=number % 2 == 0)
"""
_CLAIMER = """
import os, sys, time
from pathlib import Path
from stereo_ja.scoring.store import ScoreStore, Source, text_hash
claims = ScoreStore(Path(sys.argv[1])).claims(Source("perspective", "v1alpha1", "TOXICITY", "ja"))
print([number for number in range(50) if claims.take(text_hash(str(number)))], flush=True)
sys.stdin.read()
"""


def _line(process: subprocess.Popen[str]) -> str:
    return present(process.stdout).readline().strip()


def _start(code: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)


def test_processes_that_write_at_once_lose_nothing(path):
    spans = [(0, 400), (200, 600), (400, 800)]
    started = [_start(_WRITER, path, *span, f"2026-11-2{n}") for n, span in enumerate(spans)]
    assert [process.wait(300) for process in started] == [0, 0, 0]
    found = ScoreStore(path).get(SOURCE, [text_hash(str(number)) for number in range(800)])
    assert sorted(present(score.value) for score in found.values()) == [
        n / 1000 for n in range(800)
    ]
    assert verify(path).problems == ()


def test_threads_share_one_object(store):
    def write(start: int) -> None:
        for number in range(start, start + 200):
            store.put(SOURCE, text_hash(str(number)), scored(number / 1000))

    threads = [threading.Thread(target=write, args=(start,)) for start in (0, 100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    assert store.sources() == {SOURCE: 500}


def test_two_processes_never_hold_the_same_text_and_a_killed_one_holds_none(path, store):
    first = _start(_CLAIMER, path)
    assert _line(first) == str(list(range(50)))
    mine = store.claims(SOURCE)
    assert not any(mine.take(text_hash(str(number))) for number in range(50))
    first.kill()
    first.wait(300)
    assert all(mine.take(text_hash(str(number))) for number in range(50))


def test_a_text_given_back_is_free_again(path, store):
    mine = store.claims(SOURCE)
    assert all(mine.take(text_hash(str(number))) for number in range(50))
    mine.release(text_hash("7"))
    second = _start(_CLAIMER, path)
    assert _line(second) == "[7]"
    second.communicate("")
    mine.release_all()
    third = _start(_CLAIMER, path)
    assert len(_line(third).split(",")) == 50
    third.communicate("")


def test_send_slots_are_spaced_across_stores_of_one_file(path):
    stores = [ScoreStore(path), ScoreStore(path)]
    due = []
    for n in range(20):
        earliest = time.time()
        wait = stores[n % 2].reserve_slot("api", 5.0)
        due.append((earliest + wait, time.time() + wait))
    # Of each slot it is known between which two times it lies.
    for earlier, later in pairwise(due):
        assert later[0] - earlier[1] <= 5.0 <= later[1] - earlier[0]
    assert stores[0].reserve_slot("another", 1.0) == 0.0


def test_a_slot_far_ahead_left_by_a_clock_set_back_is_forgotten(store):
    store.reserve_slot("api", 10_000.0)
    assert store.reserve_slot("api", 1.0) == 0.0
