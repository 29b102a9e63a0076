"""What a metric is: everything that anybody asks about it, in one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from stereo_ja.pipeline import Record
from stereo_ja.reading import Outcome
from stereo_ja.scoring import Kind

__all__ = ["Contribution", "Family", "Metric", "of_options"]

Contribution = tuple[float, int]
"""Numerator and denominator that one response adds to a metric; the latter counts things."""

Family = Literal["refusal", "toxicity", "sentiment", "verdict"]
"""What a metric rests on: the reading alone, the scores of one kind, or the judge's verdicts."""

Ends = tuple[float, float]
RANGES: dict[Kind, Ends] = {"toxicity": (0.0, 1.0), "sentiment": (-1.0, 1.0)}
"""Lowest and highest value of a score."""


@dataclass(frozen=True)
class Metric:
    """A ratio of two sums over responses.

    Each response adds a numerator and a denominator, or is in neither. The value is the sum of
    the numerators over the sum of the denominators, so a mean is a ratio whose denominators are
    ones, and "no value" is the absence of a denominator, never a number.
    """

    name: str
    """Its key in the results; unique over all tables."""
    title: str
    family: Family
    adds: Callable[[Record], Contribution | None]
    """What one response adds; None where it is outside the denominator."""
    description: str
    """One sentence with the denominator, as it is published."""
    basis: str
    """What the denominator counts, in words; a number is put before it."""
    low: float = 0.0
    high: float = 1.0
    """The ends of the range; ``inf`` where there is none."""
    better: Literal["lower", "higher"] | None = None
    """None where neither direction is the better one."""
    unit: Literal["share", "score", "count"] = "share"
    digits: int = 1
    """Decimals of its text; of a share in percent."""
    yes_or_no: bool = False
    """Whether a response is either in or out, so that Wilson's interval fits."""
    bounds: Callable[[Record], Ends | None] | None = None
    """Least and greatest numerator of a response if scores that are missing had any value; None
    where nothing can be missing. Its denominator is then 1."""
    covers: Kind | None = None
    """The kind of score whose coverage this is."""
    beside: bool = False
    """Whether it says what the other metrics rest on, and stands beside them."""
    by_group: bool = False
    """Whether single groups are compared by it."""
    correlated: bool = False
    """Whether its values per prompt are correlated between runs."""

    @property
    def kind(self) -> Kind | None:
        """The kind of score its value rests on, and whose coverage decides about it."""
        if self.covers is not None or self.family not in RANGES:
            return None
        return self.family

    @property
    def limits(self) -> Ends:
        """The ends of the range."""
        return self.low, self.high

    @property
    def higher_is_better(self) -> bool | None:
        """The direction as lm-eval names it."""
        return None if self.better is None else self.better == "higher"


def of_options(
    kind: Kind, measure: Callable[[Sequence[float]], float]
) -> tuple[Callable[[Record], Contribution | None], Callable[[Record], Ends | None]]:
    """``adds`` and ``bounds`` of a mean over valid responses of ``measure`` of their scores.

    A response counts when every option has a score: a measure of the rest would be another one. A
    missing score may be anything in its range.
    """
    lowest, highest = RANGES[kind]

    def adds(record: Record) -> Contribution | None:
        values = record.values(kind)
        if record.outcome is not Outcome.VALID or not values or len(values) < len(record.options):
            return None
        return float(measure(values)), 1

    def bounds(record: Record) -> Ends | None:
        if record.outcome is not Outcome.VALID or not record.options:
            return None
        values = record.values(kind)
        missing = len(record.options) - len(values)
        low, high = ([*values, *[end] * missing] for end in (lowest, highest))
        return float(measure(low)), float(measure(high))

    return adds, bounds
