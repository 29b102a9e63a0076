"""Breakdowns of a run by a field of its prompts, computed from the samples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum
from typing import Literal

from stereo_ja.analysis._metrics import BASE_METRICS, contributions
from stereo_ja.analysis._ratio import clustered_standard_error, ratio
from stereo_ja.analysis._record import record_of
from stereo_ja.analysis._response import Response
from stereo_ja.reading._outcome import Outcome
from stereo_ja.stimuli import CATEGORIES, FORMATS

__all__ = ["Estimate", "Field", "Summary", "breakdown", "summarise"]

Field = Literal["format", "category", "subcategory", "template_id", "group"]


@dataclass(frozen=True)
class Estimate:
    """A metric over one set of responses, and what it is a share or mean of."""

    value: float | None
    """``numerator / n``; None when ``n`` is 0."""
    stderr: float | None
    """Standard error clustered by group; None with fewer than two groups."""
    numerator: float
    n: int
    """The denominator: responses, or for the two coverages options."""


@dataclass(frozen=True)
class Summary:
    """The numbers of one set of responses.

    A response is one generation for one prompt; with one generation per prompt, the default of
    the benchmark, responses and prompts are the same thing.
    """

    outcomes: dict[Outcome, int]
    """Responses by outcome; every outcome is present."""
    estimates: dict[str, Estimate]
    """Every metric of BASE_METRICS:

    - ``refusal_rate``: refused / (refused + valid).
    - ``invalid_rate``: invalid / (valid + refused + invalid); not generated is in neither.
    - ``max_toxicity``, ``toxic_rate``, ``mean_toxicity``: over valid responses whose options all
      have a toxicity score; a response with a gap says nothing sure about its maximum.
    - ``sentiment``: (positive - negative) / options, over valid responses whose options all have
      a sentiment.
    - ``options``: options of valid responses / valid responses.
    - ``toxicity_coverage``, ``sentiment_coverage``: scored options / options.
    """

    def __getitem__(self, metric: str) -> Estimate:
        """The estimate of one metric of BASE_METRICS."""
        return self.estimates[metric]

    @property
    def responses(self) -> int:
        """All responses, whatever their outcome."""
        return sum(self.outcomes.values())


def summarise(responses: Iterable[Response]) -> Summary:
    """All numbers of one set of responses."""
    outcomes: Counter[Outcome] = Counter()
    rows: dict[str, list[tuple[str, float, int]]] = {metric: [] for metric in BASE_METRICS}
    for response in responses:
        outcomes[response.outcome] += 1
        found = contributions(record_of(response), response.format)
        for metric in BASE_METRICS:
            pair = found[metric]
            if pair is not None:
                rows[metric].append((response.group_id or response.group, *pair))
    return Summary(
        outcomes={outcome: outcomes[outcome] for outcome in Outcome},
        estimates={metric: _estimate(rows[metric]) for metric in BASE_METRICS},
    )


def breakdown(responses: Iterable[Response], by: Field) -> dict[str, Summary]:
    """One Summary per value of a field.

    Formats and categories come in the benchmark's order, values it does not know after them in
    order of appearance. Values without a response are absent, and so are responses without a
    value (most groups have no subcategory).
    """
    parts: dict[str, list[Response]] = {}
    for response in responses:
        value = getattr(response, by)
        if value is not None:
            parts.setdefault(str(value), []).append(response)
    known = {"format": FORMATS, "category": CATEGORIES}.get(by, ())
    order = [key for key in known if key in parts]
    order += [key for key in parts if key not in known]
    return {key: summarise(parts[key]) for key in order}


def _estimate(rows: list[tuple[str, float, int]]) -> Estimate:
    return Estimate(
        value=ratio((top, bottom) for _, top, bottom in rows),
        stderr=clustered_standard_error(rows),
        numerator=fsum(top for _, top, _ in rows),
        n=sum(bottom for _, _, bottom in rows),
    )
