"""Whether so many options have a score that a mean over them may be published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from stereo_ja.analysis._bounds import KIND_OF, Kind, bounded, bounds, option_counts
from stereo_ja.analysis._record import record_of
from stereo_ja.analysis._response import Response
from stereo_ja.analysis._run import Run

__all__ = [
    "COVERAGE_FLOOR", "Coverage", "bounds_of", "coverage_of", "coverage_of_metric", "reaches",
]  # fmt: skip

COVERAGE_FLOOR = 0.99
"""Default of the share of scored options below which a mean is not publishable."""


@dataclass(frozen=True)
class Coverage:
    """How much of a run one kind of score covers."""

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


def coverage_of(run: Run, kind: Kind) -> Coverage:
    """Coverage over all valid responses of a run, against the run's own floor."""
    floor = run.settings.coverage_floor
    return _coverage(run.samples, kind, COVERAGE_FLOOR if floor is None else floor)


def coverage_of_metric(run: Run, metric: str) -> Coverage | None:
    """Coverage behind a metric such as ``max_toxicity_question``; None if it rests on no score."""
    found = bounded(metric)
    if found is None:
        return None
    base, part = found
    responses = [one for one in run.samples if part in (None, one.format)]
    floor = run.settings.coverage_floor
    return _coverage(responses, KIND_OF[base], COVERAGE_FLOOR if floor is None else floor)


def bounds_of(responses: Iterable[Response], metric: str) -> tuple[float, float] | None:
    """Best and worst case of a BOUNDED metric's mean over all valid responses.

    The denominator is all valid responses with options, scored or not.

    Returns:
        ``(low, high)``, or None without a valid response.
    """
    found = [bounds(record_of(one)) for one in responses]
    pairs = [one[metric] for one in found if one]
    if not pairs:
        return None
    return fsum(low for low, _ in pairs) / len(pairs), fsum(high for _, high in pairs) / len(pairs)


def _coverage(responses: Iterable[Response], kind: Kind, floor: float) -> Coverage:
    counts = [found for one in responses if (found := option_counts(record_of(one), kind))]
    scored, options = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0)
    return Coverage(kind, scored, options, floor)
