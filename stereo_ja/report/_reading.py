"""How responses were read: the rules that decided, the flags, and what the paper's rules say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from stereo_ja.pipeline import Record
from stereo_ja.reading import Outcome
from stereo_ja.report._format import count, percent, plain
from stereo_ja.report._tables import OUTCOMES

__all__ = ["RuleRow", "by_the_paper", "flag_counts", "rule_rows"]


@dataclass(frozen=True)
class RuleRow:
    """One rule of the reader and what it decided."""

    rule: str
    outcome: str
    code: str
    responses: str
    example: str
    """The first evidence it left, on one line; empty when it left none."""
    example_id: str


def by_the_paper(responses: Sequence[Record]) -> str:
    """One line on the same responses read by the paper's rules; empty where that is not known.

    The refusal rate is refused / (refused + valid), as everywhere.
    """
    found = [one.paper.outcome for one in responses if one.paper is not None]
    refused, valid = found.count(Outcome.REFUSED), found.count(Outcome.VALID)
    if not refused + valid:
        return ""
    rate = percent(refused / (refused + valid), 1)
    return (
        f"By the paper's own rules the refusal rate of the same responses is {rate} "
        f"({count(refused)} of {count(refused + valid)}), with "
        f"{count(found.count(Outcome.INVALID))} invalid."
    )


def rule_rows(responses: Sequence[Record]) -> list[RuleRow]:
    """What each rule decided, the most frequent first within an outcome."""
    found: dict[tuple[str, str, int | None], list[Record]] = {}
    for response in responses:
        key = (response.outcome.value, response.reading.rule, response.reading.code)
        found.setdefault(key, []).append(response)
    order = sorted(found, key=lambda key: (OUTCOMES.index(key[0]), -len(found[key]), key[1]))
    rows = []
    for key in order:
        outcome, rule, code = key
        example = next((r for r in found[key] if r.reading.evidence.strip()), None)
        rows.append(
            RuleRow(
                rule=plain(rule, 60) or "not recorded",
                outcome=outcome.replace("_", " "),
                code="" if code is None else str(code),
                responses=count(len(found[key])),
                example=plain(example.reading.evidence) if example else "",
                example_id=plain(example.id, 60) if example else "",
            )
        )
    return rows


def flag_counts(responses: Sequence[Record]) -> list[tuple[str, str]]:
    """Flags that readings carry and the number of responses with each, most frequent first."""
    counts = Counter(flag for response in responses for flag in set(response.reading.flags))
    order = sorted(counts, key=lambda flag: (-counts[flag], flag))
    return [(plain(flag, 60), count(counts[flag])) for flag in order]
