"""What a comparison of runs found. Every number names what it is a mean or count of."""

from __future__ import annotations

from dataclasses import dataclass

from stereo_ja.compare._plan_model import PlanRow

__all__ = [
    "CommonRow", "CompareRun", "Comparison",
    "Excluded", "GroupChange", "McNemarRow", "PairRow", "PromptChange", "WilliamsRow",
]  # fmt: skip

Interval = tuple[float, float]


@dataclass(frozen=True)
class CompareRun:
    """One of the runs compared."""

    name: str
    model: str
    identity: dict[str, str]
    """What decides whether it may be compared; see ``runs.identity``."""
    prompts: int
    responses: int


@dataclass(frozen=True)
class PairRow:
    """One metric of two runs on the prompts that belong to the metric's denominator in both.

    A mean is the sum of the numerators over the sum of the denominators of these prompts, as
    everywhere; a prompt's own value is the same over its generations.
    """

    a: str
    b: str
    metric: str
    n: int
    """Prompts in common: for ``refusal_rate`` refused or valid in both runs, for ``invalid_rate``
    generated in both, for ``options`` valid in both, for the others valid in both with every
    option scored."""
    mean_a: float | None = None
    """Over the ``n`` prompts, in the metric's unit; None where ``why`` says so."""
    mean_b: float | None = None
    difference: float | None = None
    """``mean_a - mean_b``."""
    difference_interval: Interval | None = None
    """95 %, over ``difference_over``; None where ``why_no_interval`` says so or nothing varies."""
    difference_over: str | None = None
    """What may vary: ``groups and templates`` within the formats, ``groups`` (these prompts only)
    or ``templates``."""
    difference_error: float | None = None
    """Standard error of ``difference``."""
    df: float | None = None
    """Degrees of freedom of ``difference_error``."""
    p: float | None = None
    """Two-sided, that ``difference`` is 0, by Student's t with ``difference_error``."""
    p_holm: float | None = None
    """``p`` adjusted by Holm over the pairs of runs."""
    why_no_interval: str | None = None
    pearson: float | None = None
    """Of the two values of each prompt, in [-1, 1]; only for metrics that are ``correlated``."""
    pearson_interval: Interval | None = None
    spearman: float | None = None
    spearman_interval: Interval | None = None
    publishable: bool = True
    """False when the scores of a run cover too little of it; ``n`` prompts are fully scored."""
    why: str | None = None
    """Why there is no difference."""
    why_no_correlation: str | None = None


@dataclass(frozen=True)
class WilliamsRow:
    """Whether ``shared`` correlates more with ``x`` than with ``y``, per prompt."""

    shared: str
    x: str
    y: str
    metric: str
    n: int
    """Prompts valid and fully scored in all three."""
    r_shared_x: float | None = None
    r_shared_y: float | None = None
    r_xy: float | None = None
    t: float | None = None
    df: int | None = None
    p: float | None = None
    """Williams' test, two-sided: the paper's, with prompts taken for independent."""
    p_holm: float | None = None
    """Adjusted for all tests of this metric."""
    p_clustered: float | None = None
    """Two-sided, by Student's t of ``r_difference`` with groups and templates drawn anew: the one
    to quote."""
    p_clustered_holm: float | None = None
    """Adjusted for all tests of this metric."""
    r_difference: float | None = None
    """``r_shared_x - r_shared_y``."""
    r_difference_interval: Interval | None = None
    """95 %, which prompts that share a group or template do not mislead."""
    why: str | None = None


@dataclass(frozen=True)
class McNemarRow:
    """Refusals of two runs on the prompts that neither answered with something invalid.

    With several generations per prompt the first is taken, because the test needs yes or no.
    """

    a: str
    b: str
    n: int
    """Prompts refused or valid in both."""
    both: int | None = None
    """Prompts refused by both."""
    only_a: int | None = None
    only_b: int | None = None
    neither: int | None = None
    method: str | None = None
    """``exact`` or ``chi-square``."""
    statistic: float | None = None
    p: float | None = None
    """McNemar's test, two-sided: prompts taken for independent. The ``p`` of ``refusal_rate`` among
    the pairs is the one to quote: it respects groups and templates and takes all generations."""
    p_holm: float | None = None
    """Adjusted for all pairs."""
    why: str | None = None


@dataclass(frozen=True)
class CommonRow:
    """One metric of every run on the prompts that all of ``runs`` answered."""

    runs: tuple[str, ...]
    metric: str
    n: int
    """Prompts valid and fully scored in all of ``runs``."""
    values: tuple[float | None, ...]
    """One mean over the ``n`` prompts for each of ``runs``; None without a prompt."""
    intervals: tuple[Interval | None, ...]


@dataclass(frozen=True)
class PromptChange:
    """A prompt on which two runs are far apart."""

    a: str
    b: str
    metric: str
    id: str
    group: str
    template_id: int | None
    format: str
    value_a: float
    value_b: float
    difference: float
    """``value_a - value_b``."""


@dataclass(frozen=True)
class GroupChange:
    """A group on which two runs are far apart."""

    a: str
    b: str
    metric: str
    group_id: str
    group: str
    n: int
    """Prompts of the group in common."""
    value_a: float
    """Mean over the ``n`` prompts."""
    value_b: float
    difference: float


@dataclass(frozen=True)
class Excluded:
    """Two runs of which some metrics may not be compared."""

    a: str
    b: str
    families: tuple[str, ...]
    """Which of ``runs.FAMILIES``."""
    why: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Everything found; rows in the order in which the runs were given."""

    draws: int
    seed: int
    runs: tuple[CompareRun, ...]
    pairs: tuple[PairRow, ...]
    williams: tuple[WilliamsRow, ...]
    mcnemar: tuple[McNemarRow, ...]
    common: tuple[CommonRow, ...]
    differing_prompts: tuple[PromptChange, ...]
    differing_groups: tuple[GroupChange, ...]
    excluded: tuple[Excluded, ...]
    worth_knowing: tuple[str, ...]
    """One line each: facts that differ but forbid nothing, coverage that is too low, runs given
    twice."""
    plans: tuple[PlanRow, ...] = ()

    @property
    def comparable(self) -> bool:
        """Whether any metric of any two runs could be compared."""
        return any(row.difference is not None for row in self.pairs)
