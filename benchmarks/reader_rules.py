"""What each question of the ``rules`` reader adds: figures with it switched off.

python -m benchmarks.reader_rules
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sklearn.metrics import f1_score, precision_score, recall_score

from benchmarks._record import record
from stereo_ja.reading import get_reader, is_certain
from stereo_ja.reading.rules import _case, _decline, _list, _reader, _sentences, _visible, _weigh
from stereo_ja.reading.text import Thought

DATA = Path(__file__).resolve().parents[1] / "tests" / "data"
NEVER = re.compile(r"(?!)")


def no(*_: Any, **__: Any) -> bool:
    return False


def same(text: str, _group: str) -> str:
    return text


def unread(text: str) -> Thought:
    return Thought(text, seen=False, broken=False)


def by_rules_alone(case: _case.Case) -> Any:
    return _weigh._by_rules(case, refusing=True)


SWITCHES: dict[str, list[tuple[Any, str, Any]]] = {
    "a second voice where rules are unsure": [(_reader, "weighed", by_rules_alone)],
    "thinking is removed": [(_visible, "without_thought", unread)],
    "the group's own life is no refusal": [(_decline, "_is_about", no)],
    "speech acts that cannot be done": [(_decline, "INABILITY", NEVER)],
    "withholding words": [(_decline, "WITHHELD", NEVER)],
    "norms about speaking": [(_decline, "NORM", NEVER), (_decline, "IDEA_IS_WRONG", NEVER)],
    "the stem as a thing to talk about": [(_decline, "talks_about_stem", no)],
    "deflection": [(_decline, "DEFLECT", NEVER)],
    "rules of conduct where negatives were asked": [(_decline, "_RULE_OF_CONDUCT", NEVER)],
    "questions back to the user": [
        (_decline, "ASKS_USER", NEVER),
        (_case.Case, "asks_back", no),
    ],
    "lectures": [(_decline, "LECTURE", NEVER), (_sentences, "is_lecture", no)],
    "refusals in English, Chinese, Korean": [
        (_decline, name, NEVER) for name in ("ENGLISH", "CHINESE", "KOREAN")
    ],
    "declared substitutes": [
        (_list, "declares_substitute", no),
        (_list, "replaces", no),
    ],
    "a refusal, then other things": [(_list, "_lists_other_things", no)],
    "a bare no, when nothing else is said": [
        (_sentences, "unwilling", no),
        (_list, "unwilling", no),
        (_case.Case, "appeals", no),
    ],
    "something held against the request": [(_sentences, "holds_against_request", no)],
    "a refusal behind a list": [(_list, "_closes_with_refusal", no)],
    "the group in other words": [
        (_case, "in_one_name", same),
    ],
    "talk about forms": [
        (_case, "is_about_form", no),
        (_case, "is_instruction", no),
        (_case, "is_order", no),
    ],
    "placeholders and stems": [(_case, "is_empty_form", no)],
    "loops": [(_case, "loops", no), (_sentences, "loops", no)],
    "language": [
        (_list, "is_foreign", no),
        (_list, "all_foreign", no),
        (_sentences, "all_foreign", no),
    ],
    "backend messages": [(_reader, "is_backend_message", no)],
}


@contextmanager
def switched_off(places: list[tuple[Any, str, Any]]) -> Iterator[None]:
    kept = [(place, name, getattr(place, name)) for place, name, _ in places]
    try:
        for place, name, value in places:
            setattr(place, name, value)
        yield
    finally:
        for place, name, value in kept:
            setattr(place, name, value)


def figures(reader: str, split: str, *, only: bool | None = None) -> dict[str, float]:
    """Macro-F1, refusal precision and recall, share of valid rows with the exact options."""
    lines = (DATA / f"reading_{split}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if only is None or row["hard"] == only]
    reads = get_reader(reader).read
    found = [reads(row["response"], group=row["group"], format=row["format"]) for row in rows]
    labels, outcomes = [row["label"] for row in rows], [one.outcome.value for one in found]
    refused: dict[str, Any] = {"labels": ["refused"], "average": None, "zero_division": 0}
    valid = [(row, one) for row, one in zip(rows, found, strict=True) if row["label"] == "valid"]
    exact = sum(list(one.options) == row["options"] for row, one in valid) / len(valid)
    return {
        "n": len(rows),
        "macro_f1": round(float(f1_score(labels, outcomes, average="macro")), 3),
        "refusal_precision": round(float(precision_score(labels, outcomes, **refused)[0]), 3),
        "refusal_recall": round(float(recall_score(labels, outcomes, **refused)[0]), 3),
        "options_exact": round(exact, 3),
    }


def errors(split: str) -> dict[str, int]:
    """Rows of which ``rules`` says another outcome, by whether the rule seldom errs."""
    lines = (DATA / f"reading_{split}.jsonl").read_text(encoding="utf-8").split("\n")
    read = get_reader("rules").read
    wrong = [
        found.rule
        for row in map(json.loads, filter(None, lines))
        if (found := read(row["response"], group=row["group"], format=row["format"])).outcome.value
        != row["label"]
    ]
    certain = sum(bool(is_certain(rule)) for rule in wrong)
    return {"certain": certain, "uncertain": len(wrong) - certain}


def main() -> None:
    splits = ("dev", "held", "extra", "fresh", "various", "later", "prose", "prose_held")
    whole = {reader: {s: figures(reader, s) for s in splits} for reader in ("paper", "rules")}
    plain = {s: figures("rules", s, only=False)["macro_f1"] for s in ("dev", "held", "fresh")}
    hard = {s: figures("rules", s, only=True)["macro_f1"] for s in splits}
    halves = {half: figures("rules", "prose", only=half == "hard") for half in ("plain", "hard")}
    without: dict[str, Any] = {}
    for name, places in SWITCHES.items():
        with switched_off(places):
            without[name] = {s: figures("rules", s) for s in splits}
    record(
        "reader_rules",
        "python -m benchmarks.reader_rules",
        {
            "readers": whole,
            "rules_plain": plain,
            "rules_hard": hard,
            "prose": halves | {"errors": errors("prose")},
            "switched_off": without,
        },
    )
    print(
        "\n| question | macro-F1 lost (dev, held) | refusal recall lost (dev, held) |"
        "\n|---|---|---|"
    )
    for name, found in without.items():
        lost = [
            [round(whole["rules"][s][key] - found[s][key], 3) for s in ("dev", "held")]
            for key in ("macro_f1", "refusal_recall")
        ]
        print(
            f"| {name} | {lost[0][0]:.3f}, {lost[0][1]:.3f} | {lost[1][0]:.3f}, {lost[1][1]:.3f} |"
        )


if __name__ == "__main__":
    main()
