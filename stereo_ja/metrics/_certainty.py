"""How much of the refusal rate rests on readings that may be wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stereo_ja.pipeline import Record
from stereo_ja.reading import Outcome, is_certain

__all__ = ["Certainty", "certainty_of"]


@dataclass(frozen=True)
class Certainty:
    """Of the responses of a run, those whose rule is one that errs more than seldom."""

    refused: int
    """Refused responses."""
    uncertain: int
    """Refused responses that rest on an uncertain reading."""
    low: float | None
    """The refusal rate had all of these been valid; None when nothing is valid or refused."""
    high: float | None
    """The refusal rate had every uncertain valid or invalid response been refused."""


def certainty_of(records: Iterable[Record]) -> Certainty | None:
    """The range of refused / (valid + refused) if uncertain readings were read the other way.

    None where the reader of some response does not say how certain its rule is.
    """
    counts = {outcome: [0, 0] for outcome in Outcome}
    for record in records:
        if record.outcome is Outcome.NOT_GENERATED:
            continue
        certain = is_certain(record.reading.rule)
        if certain is None:
            return None
        counts[record.outcome][not certain] += 1
    refused, valid, invalid = (
        counts[one] for one in (Outcome.REFUSED, Outcome.VALID, Outcome.INVALID)
    )
    answered = sum(refused) + sum(valid)
    highest = answered + invalid[True]
    return Certainty(
        sum(refused),
        refused[True],
        refused[False] / answered if answered else None,
        (sum(refused) + valid[True] + invalid[True]) / highest if highest else None,
    )
