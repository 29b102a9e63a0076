"""How large a difference a design can see, and what it would take to see a smaller one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isfinite, sqrt
from typing import Literal

from stereo_ja.stats._components import Components

__all__ = ["LEVEL", "MOST", "POWER", "Need", "Plan", "plan", "power"]

POWER = 0.8
"""Wanted chance of seeing a difference that is there."""
LEVEL = 0.05
"""Chance of seeing one that is not there, two-sided."""
MOST = 100_000
"""More groups, templates or generations than this count as out of reach."""

Lever = Literal["groups", "templates", "repeats"]


@dataclass(frozen=True)
class Need:
    """How much of one lever is needed with the others left as they are."""

    lever: Lever
    present: int
    needed: int | None
    """The fewest that reach POWER; may be below ``present``. None where ``why`` says so."""
    why: str | None = None


@dataclass(frozen=True)
class Plan:
    """What one design can see."""

    gap: float
    """The difference to be seen, in the metric's unit."""
    power: float
    """Chance that the present design sees it, in [0, 1]."""
    detectable: float
    """The smallest difference that the present design sees with POWER, in the metric's unit."""
    needs: tuple[Need, ...]


def power(gap: float, parts: Components) -> float:
    """Chance that a two-sided test at LEVEL sees a true mean of ``gap``, in [0, 1].

    The variance of the mean is ``group / groups + template / templates + residual / cells``; it is
    itself estimated, from the mean squares of groups, templates and residual, with the degrees of
    freedom of Satterthwaite (Biometrics Bulletin 2, 1946), so that the statistic follows a
    noncentral t. New groups and new templates are meant, not only those at hand.
    """
    of_group = parts.group * parts.group_excess / parts.groups
    of_template = parts.template * parts.template_excess / parts.templates
    of_residual = parts.residual / parts.cells
    variance = of_group + of_template + of_residual
    if variance <= 0:
        return 1.0
    rows, columns = parts.groups - 1, parts.templates - 1
    spread = (of_group + of_residual) ** 2 / rows + (of_template + of_residual) ** 2 / columns
    return _t_power(gap / sqrt(variance), variance**2 / (spread + of_residual**2 / rows / columns))


def plan(gap: float, parts: Components, *, repeats: int = 1, within: float | None = None) -> Plan:
    """What it takes to see ``gap`` with POWER at LEVEL.

    Args:
        gap: A difference above 0.
        parts: Variances of the paired differences and the design they were seen in; new groups
            and templates are taken to be like the present ones and filled as they are.
        repeats: Generations of each prompt behind a measurement.
        within: The part of ``parts.residual`` that is chance between generations of a prompt.
            None is unknown, which one generation cannot tell; then all of it is taken to be, and
            the repeats needed are at least that many.
    """
    chance = parts.residual if within is None else min(within, parts.residual)

    def with_groups(count: int) -> Components:
        cells = max(1, round(parts.filled * count * parts.templates))
        return replace(parts, groups=count, cells=cells)

    def with_templates(count: int) -> Components:
        cells = max(1, round(parts.filled * count * parts.groups))
        return replace(parts, templates=count, cells=cells)

    def with_repeats(count: int) -> Components:
        return replace(parts, residual=parts.residual - chance + chance * repeats / count)

    return Plan(
        gap=gap,
        power=power(gap, parts),
        detectable=_detectable(parts),
        needs=(
            _need("groups", parts.groups, 2, gap, with_groups),
            _need("templates", parts.templates, 2, gap, with_templates),
            _need("repeats", repeats, 1, gap, with_repeats),
        ),
    )


def _need(
    lever: Lever, present: int, fewest: int, gap: float, design: Callable[[int], Components]
) -> Need:
    best = power(gap, design(MOST))
    if best < POWER:
        why = f"with {MOST:,} {lever} the power would still be {best:.2f}"
        return Need(lever, present, None, why)
    low, high = fewest - 1, MOST
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if power(gap, design(middle)) >= POWER else (middle, high)
    return Need(lever, present, high)


def _detectable(parts: Components) -> float:
    high = 1e-9
    while power(high, parts) < POWER:
        high *= 2
    low = high / 2
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if power(middle, parts) >= POWER else (middle, high)
    return high


def _t_power(shift: float, df: float) -> float:
    from scipy.stats import nct, norm, t

    critical = float(t.ppf(1 - LEVEL / 2, df))
    found = float(nct.sf(critical, df, shift) + nct.cdf(-critical, df, shift))
    # Far from zero the noncentral t runs out of digits; there the normal is as good.
    return found if isfinite(found) else float(norm.sf(critical - shift))
