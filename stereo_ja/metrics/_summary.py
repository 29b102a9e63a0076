"""The numbers of a set of responses, and of its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from stereo_ja.benchmark import Benchmark
from stereo_ja.metrics._metric import Metric
from stereo_ja.metrics._ratio import ratio
from stereo_ja.pipeline import Record
from stereo_ja.reading import Outcome

__all__ = ["FIELDS", "Estimate", "Summary", "in_order", "parts_by", "summarise"]

FIELDS = ("format", "category", "subcategory", "template_id", "group")
"""What responses are broken down by."""


@dataclass(frozen=True)
class Estimate:
    """A metric over one set of responses, and what it is a share or mean of."""

    value: float | None
    """``numerator / n``; None when ``n`` is 0."""
    numerator: float
    n: int
    """The denominator: see the metric's ``basis``."""


@dataclass(frozen=True)
class Summary:
    """The numbers of one set of responses.

    A response is one generation for one prompt; with one generation per prompt, the default of
    the benchmark, responses and prompts are the same thing.
    """

    outcomes: dict[Outcome, int]
    """Responses by outcome; every outcome is present."""
    estimates: dict[str, Estimate]
    """Every metric asked for; the table of metrics says what each is over."""

    def __getitem__(self, metric: str) -> Estimate:
        """The estimate of one metric."""
        return self.estimates[metric]

    @property
    def responses(self) -> int:
        """All responses, whatever their outcome."""
        return sum(self.outcomes.values())


def summarise(records: Sequence[Record], metrics: Iterable[Metric]) -> Summary:
    """All numbers of one set of responses."""
    outcomes = Counter(record.outcome for record in records)
    return Summary(
        outcomes={outcome: outcomes[outcome] for outcome in Outcome},
        estimates={metric.name: _estimate(records, metric) for metric in metrics},
    )


def parts_by(
    records: Iterable[Record], by: str, benchmark: Benchmark | None = None
) -> dict[str, list[Record]]:
    """The responses by one of FIELDS, values in the order of ``in_order``.

    Values without a response are absent, and so are responses without a value (most groups have
    no subcategory).
    """
    parts: dict[str, list[Record]] = {}
    for record in records:
        value = getattr(record, by)
        if value is not None:
            parts.setdefault(str(value), []).append(record)
    return {key: parts[key] for key in in_order(parts, by, benchmark)}


def in_order(values: Iterable[str], by: str, benchmark: Benchmark | None) -> list[str]:
    """Formats and categories in the benchmark's order, and what it does not know after them."""
    found = list(values)
    known: tuple[str, ...] = ()
    if benchmark is not None:
        known = {"format": benchmark.formats, "category": benchmark.categories}.get(by, ())
    return [key for key in known if key in found] + [key for key in found if key not in known]


def _estimate(records: Sequence[Record], metric: Metric) -> Estimate:
    pairs = [pair for one in records if (pair := metric.adds(one)) is not None]
    return Estimate(
        value=ratio(pairs),
        numerator=fsum(top for top, _ in pairs),
        n=sum(bottom for _, bottom in pairs),
    )
