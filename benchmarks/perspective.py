"""``perspective`` against an imitated service on 127.0.0.1: quota, faults, kills, sharing, key.

The real command ``stereo-ja score`` is run against ``tests/fakes/perspective.py``, which counts.
The service answers after 100 ms, 5 % of its answers are faults of twelve kinds (429 with and
without Retry-After, 5xx, slow, reset and cut bodies, HTML, wrong JSON), and its quota is counted
over sliding seconds and minutes.

    python -m benchmarks.perspective [--small]

takes a quarter of an hour, because it keeps to the quota; ``--small`` tries everything on a tenth
and writes no record.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sqlite3
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks._imitation import KEY, PROBE, Bench, machine, summary
from benchmarks._record import record
from tests.fakes.perspective import digest

KILLS = 3
DEBUG = "import logging\nlogging.basicConfig(level=logging.DEBUG)\n"


def undisturbed(folder: Path, rate: float, count: int) -> dict[str, Any]:
    """One run, and the same again."""
    bench = Bench(folder, rate, count)
    first = bench.run()
    stats = bench.stats()
    again = bench.run("again")
    more = bench.stats()["requests"] - stats["requests"]
    found = {
        "texts": count, "qps": rate, **summary(stats, rate), **bench.scores(), **first,
        "second_run": {"requests": more, **again, **bench.scores("again")},
    }  # fmt: skip
    bench.close()
    return found


def killed(folder: Path, rate: float, count: int) -> dict[str, Any]:
    """kill -9 at three random moments, each time started again; the last run goes to the end."""
    bench, chance = Bench(folder, rate, count), random.Random(7)
    kills = []
    for _ in range(KILLS):
        process = bench.start()
        time.sleep(chance.uniform(0.1, 0.3) * count / rate)
        under_way = bench.stats()["under_way"]
        process.send_signal(signal.SIGKILL)
        process.wait()
        time.sleep(2)  # what was under way is answered, to nobody
        counts = bench.stats()["texts"]
        del counts[digest(PROBE)]
        answered = sum(one["answered"] > 0 for one in counts.values())
        kills.append({"stored": stored(folder), "answered": answered, "under_way": under_way})
    last = bench.run()
    stats = bench.stats()
    # Pauses between the runs are no time in which the quota could have been used.
    found = summary(stats, rate)
    del found["share_of_quota_used"], found["seconds_from_first_to_last_request"]
    found = {"texts": count, "qps": rate, "kills": kills, **found, **bench.scores(), **last}
    bench.close()
    return found


def stored(folder: Path) -> int:
    with sqlite3.connect(folder / "store.sqlite3") as connection:
        return int(connection.execute("SELECT count(*) FROM scores").fetchone()[0])


def shared(folder: Path, rate: float, count: int) -> dict[str, Any]:
    """Two processes, one store, the same texts."""
    bench = Bench(folder, rate, count)
    processes = [bench.start(name) for name in ("one", "two")]
    codes = [process.wait() for process in processes]
    found = {
        "texts": count, "qps": rate, "exits": codes, **summary(bench.stats(), rate),
        "one": bench.scores("one"), "two": bench.scores("two"),
    }  # fmt: skip
    bench.close()
    return found


def key_search(folder: Path, key_in: str) -> dict[str, Any]:
    """All that runs with debug logging leave: killed, finished, and with a service that dies."""
    bench = Bench(folder, 50, 400, key_in=key_in, latency=0.05)
    site = folder / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(DEBUG)
    seen, done = set[int](), threading.Event()
    watcher = threading.Thread(target=watch, args=(seen, done))
    watcher.start()
    process = bench.start("killed", PYTHONPATH=str(site))
    time.sleep(4)
    process.kill()
    process.wait()
    holding = with_key(folder)
    in_query = bench.stats()["key_in_query"]
    bench.run(PYTHONPATH=str(site))
    (folder / "store.sqlite3").unlink()
    process = bench.start("died", PYTHONPATH=str(site))
    time.sleep(4)
    bench.close()
    code = process.wait()
    done.set()
    watcher.join()
    log = (folder / "out.log").read_text(encoding="utf-8", errors="replace")
    died = (folder / "died.log").read_text(encoding="utf-8", errors="replace")
    last = [line for line in died.splitlines() if "remain" in line][-1]
    return {
        "key_in": key_in,
        "requests_with_the_key_in_the_address": in_query,
        "lines_of_debug_log": log.count("\n"),
        "addresses_in_the_log": log.count("comments:analyze"),
        "exit_when_the_service_died": code,
        "last_line_then": last.replace(str(folder), "…"),
        "files_searched": sorted(path.name for path in folder.rglob("*") if path.is_file()),
        "files_with_the_key": sorted(holding | with_key(folder)),
        "processes_with_the_key_in_their_command_line": len(seen),
    }


def with_key(folder: Path) -> set[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name for path in files if KEY.encode() in path.read_bytes()}


def watch(seen: set[int], done: threading.Event) -> None:
    while not done.wait(0.05):
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if KEY.encode() in path.read_bytes():
                    seen.add(int(path.parent.name))
            except OSError:
                pass


def side_by_side(work: dict[str, Any]) -> dict[str, Any]:
    """Results by name, each in a thread; the work is in other processes."""
    found: dict[str, Any] = {}

    def one(name: str, function: Any, *args: Any) -> None:
        found[name] = function(*args)
        print(name, json.dumps(found[name]), flush=True)

    threads = [threading.Thread(target=one, args=(name, *call)) for name, call in work.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {name: found[name] for name in work}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--small", action="store_true")
    small = parser.parse_args().small
    few, many = (361, 3612) if small else (3612, 36120)
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        figures = side_by_side(
            {
                "at_10_qps": (undisturbed, top / "a", 10.0, few),
                "at_10_qps_killed": (killed, top / "b", 10.0, few),
                "at_100_qps": (undisturbed, top / "c", 100.0, many),
            }
        )
        figures |= side_by_side({"at_100_qps_killed": (killed, top / "d", 100.0, many)})
        figures |= side_by_side({"two_processes": (shared, top / "e", 100.0, few)})
        figures["key"] = [key_search(top / where, where) for where in ("header", "query")]
    figures["machine"] = machine()
    if small:
        print(json.dumps(figures, indent=2))
    else:
        record("perspective", "python -m benchmarks.perspective", figures)


if __name__ == "__main__":
    main()
