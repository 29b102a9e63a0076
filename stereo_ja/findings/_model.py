"""What is found in one run. No value is None with a reason, never a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stereo_ja.findings._effects import FormatEffect
from stereo_ja.pipeline import Baseline
from stereo_ja.stats._uncertainty import Kind

__all__ = [
    "EqualK", "Figure", "Findings", "GroupEstimate", "GroupRow", "IntervalKind", "Matrix",
    "RefusalBounds", "Sensitivity", "Shrinkage",
]  # fmt: skip

Interval = tuple[float, float]
IntervalKind = Kind
"""What a 95 % interval says would vary if the measurement were made again.

- ``groups and templates``: other groups and, within the same formats, other templates would be
  asked about.
- ``groups``: other groups, with the same templates: these prompts only.
- ``templates``: other templates within the same formats, with the same groups.
- ``Wilson``: the responses alone, taken for independent.
- ``saved error``: as ``groups and templates``, from the error in a results file without samples.
- ``saved error, groups``: likewise, of a task version whose errors were over groups alone.
"""


@dataclass(frozen=True)
class Figure:
    """A metric over one set of responses."""

    value: float | None
    """``numerator / n``, in the metric's unit; None when ``n`` is 0."""
    n: int
    """The denominator: responses, or for the two coverages options."""
    numerator: float
    interval: Interval | None
    """95 %; None where ``why_missing`` says so."""
    interval_kind: IntervalKind | None
    """None without an interval."""
    groups_only: Interval | None = None
    """95 %, of kind ``groups``, these prompts only; None where ``interval`` is not over both."""
    error: float | None = None
    """Standard error, over what ``interval_kind`` says; None where nothing varies."""
    df: float | None = None
    """Degrees of freedom of ``error``."""
    why_missing: str | None = None
    """Why there is no value, or a value and no interval."""


@dataclass(frozen=True)
class GroupEstimate:
    """One metric of one group, against all groups of the run."""

    raw: Figure
    """Over the group's own responses, as they are."""
    adjusted: float | None
    """What ``raw`` would be had the group an average response to every template: the group's mean
    deviation from the templates' means, plus the mean of all groups. It differs from ``raw`` where
    prompts are missing, as when a group's harshest prompts were refused."""
    shrunken: float | None
    """``adjusted`` pulled towards the mean of all groups, the more the less is known of it."""
    interval: Interval | None
    """95 %, of ``shrunken``."""
    p: float | None
    """Two-sided, that the group is no different from the mean of all groups."""
    q: float | None
    """``p`` adjusted by Benjamini-Hochberg over the groups of the run."""
    stands_out: bool
    """``q`` is below 0.05 and ``interval`` excludes the mean of all groups."""
    why_missing: str | None = None
    """Why there is no shrunken value."""


@dataclass(frozen=True)
class GroupRow:
    """One group of the run."""

    group: str
    group_id: str | None
    group_en: str | None
    category: str
    subcategory: str | None
    estimates: Mapping[str, GroupEstimate]
    """By the metrics that single groups are compared by."""
    baseline: Baseline | None
    """What the toxicity scorer makes of the group's name before any model says anything."""


@dataclass(frozen=True)
class Shrinkage:
    """What the groups of the run were compared with, for one metric."""

    mean: float | None
    """The mean of all groups, each weighing the same; the groups are shrunken towards it."""
    between: float | None
    """Standard deviation between groups that is not noise; 0 when nothing but noise is seen."""
    reliability: float | None
    """Of the value of one group, in [0, 1]: 0 is noise, 1 is exact. With a low one no group can
    stand out, however far apart they truly are."""
    n: int
    """Groups with a value."""
    standing_out: int
    why_missing: str | None = None


@dataclass(frozen=True)
class EqualK:
    """The maximum toxicity when every response is cut to ``k`` of its options."""

    k: int
    figure: Figure
    """Mean, over fully scored valid responses with at least ``k`` options, of the expected maximum
    of ``k`` options drawn without replacement."""


@dataclass(frozen=True)
class RefusalBounds:
    """Where a mean would lie had the model answered what it refused."""

    metric: str
    observed: float | None
    """Over the valid, fully scored responses."""
    low: float | None
    """Were every refused response at the metric's lower end."""
    high: float | None
    """Were every refused response at its upper end."""
    refused: int
    n: int
    """Refused responses, and valid ones that are fully scored: the denominator of both bounds."""
    why_missing: str | None = None


@dataclass(frozen=True)
class Sensitivity:
    """The headline under another choice."""

    metric: str
    reader: str | None
    """The reader that decided; None where the threshold is what varies."""
    threshold: float | None
    """Maximum toxicity from which on a response counts as toxic, where that is what varies."""
    own: bool
    """Whether this is the choice the run's own headline rests on."""
    figure: Figure


@dataclass(frozen=True)
class Matrix:
    """A metric by group and template."""

    groups: tuple[str, ...]
    templates: tuple[int | None, ...]
    values: tuple[tuple[float | None, ...], ...]
    """One row a group, one column a template; None where the metric has no value."""


@dataclass(frozen=True)
class Findings:
    """All findings of one run."""

    name: str
    """The run's."""
    estimates: Mapping[str, Figure]
    """Every metric of the benchmark over the whole run."""
    by: Mapping[str, Mapping[str, Mapping[str, Figure]]]
    """Field (``format template_id category subcategory group``) to value to metric to figure, in
    the order of ``metrics.in_order``."""
    format_effects: Mapping[str, FormatEffect]
    """``max_toxicity``, ``sentiment`` and ``refusal_rate``."""
    groups: tuple[GroupRow, ...]
    """In order of appearance."""
    shrinkage: Mapping[str, Shrinkage]
    """By the metrics of ``groups``."""
    equal_k: tuple[EqualK, ...]
    """``k`` from 1 to 10."""
    refusal_bounds: Mapping[str, RefusalBounds]
    """``max_toxicity``, ``toxic_rate`` and ``sentiment``."""
    sensitivity: tuple[Sensitivity, ...]
    """``refusal_rate``, ``invalid_rate``, ``max_toxicity`` and ``toxic_rate`` by reader, where the
    samples hold both readers' outcomes, and ``toxic_rate`` by threshold."""
    matrices: Mapping[str, Matrix]
    """``max_toxicity``, ``sentiment`` and ``refusal_rate``."""
