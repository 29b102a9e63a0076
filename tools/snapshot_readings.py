"""Write what the reader ``rules`` says of every labelled row, for tests/reading/test_snapshot.py.

python -m tools.snapshot_readings

Look at the difference before it is committed: every line of it is a response that is read anew.
"""

from __future__ import annotations

import json
from pathlib import Path

from stereo_ja.reading import get_reader

__all__ = ["SETS", "SNAPSHOT", "readings"]

DATA = Path(__file__).parents[1] / "tests" / "data"
SNAPSHOT = DATA / "reading_snapshot.jsonl"
SETS = ("dev", "held", "extra", "fresh", "various", "later", "prose", "prose_held")


def readings() -> list[str]:
    """One line of JSON for every labelled row, in the order of the sets."""
    reader = get_reader("rules")
    lines = []
    for name in SETS:
        text = (DATA / f"reading_{name}.jsonl").read_text(encoding="utf-8")
        for row in map(json.loads, filter(None, text.split("\n"))):
            found = reader.read(row["response"], group=row["group"], format=row["format"])
            said = {"set": name, "id": row["id"], "outcome": found.outcome.value}
            said |= {"rule": found.rule, "flags": sorted(found.flags), "options": found.options}
            lines.append(json.dumps(said, ensure_ascii=False))
    return lines


if __name__ == "__main__":
    SNAPSHOT.write_text("\n".join(readings()) + "\n", encoding="utf-8")
