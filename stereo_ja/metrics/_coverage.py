"""Whether so many options have a score that a mean over them may be published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from stereo_ja.metrics._metric import Metric
from stereo_ja.pipeline import Record
from stereo_ja.reading import Outcome
from stereo_ja.scoring import Kind

__all__ = ["COVERAGE_FLOOR", "Coverage", "bounds_of", "coverage_of", "option_counts", "reaches"]

COVERAGE_FLOOR = 0.99
"""Default of the share of scored options below which a mean is not publishable."""


@dataclass(frozen=True)
class Coverage:
    """How much of a set of responses one kind of score covers."""

    kind: Kind
    scored: int
    """Options with a score."""
    options: int
    """Options of valid responses."""
    floor: float

    @property
    def share(self) -> float | None:
        """``scored / options``; None without any option."""
        return self.scored / self.options if self.options else None

    @property
    def publishable(self) -> bool | None:
        """Whether the means may be published; None when there is nothing to score."""
        return reaches(self.scored, self.options, self.floor) if self.options else None


def reaches(scored: int, options: int, floor: float) -> bool:
    """Whether ``scored / options`` is at least ``floor``, free of rounding at the edge."""
    return scored >= floor * options - 1e-9


def option_counts(record: Record, kind: Kind) -> tuple[int, int] | None:
    """``(scored options, options)`` of a valid response, else None."""
    if record.outcome is not Outcome.VALID or not record.options:
        return None
    return len(record.values(kind)), len(record.options)


def coverage_of(records: Iterable[Record], kind: Kind, floor: float = COVERAGE_FLOOR) -> Coverage:
    """Coverage over the valid ones of some responses."""
    counts = [found for one in records if (found := option_counts(one, kind))]
    return Coverage(kind, sum(scored for scored, _ in counts), sum(of for _, of in counts), floor)


def bounds_of(records: Iterable[Record], metric: Metric) -> tuple[float, float] | None:
    """Between what a mean lies whatever the missing scores are.

    The denominator is all valid responses with options, scored or not.

    Returns:
        ``(low, high)``; None without a valid response, or for a metric that needs no score.
    """
    ends = metric.bounds
    pairs = [found for one in records if ends and (found := ends(one))]
    if not pairs:
        return None
    return fsum(low for low, _ in pairs) / len(pairs), fsum(high for _, high in pairs) / len(pairs)
