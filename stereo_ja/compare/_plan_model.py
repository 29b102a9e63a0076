"""What a plan for a further comparison says."""

from __future__ import annotations

from dataclasses import dataclass

from stereo_ja.stats._components import Components
from stereo_ja.stats._power import Plan

__all__ = ["PlanRow"]


@dataclass(frozen=True)
class PlanRow:
    """What it takes to see a difference between two runs like these in one metric."""

    a: str
    b: str | None
    """None when one run stands for both; ``assumption`` says how."""
    metric: str
    assumption: str | None
    repeats: int
    """Generations per prompt behind the variances."""
    within: float | None
    """Part of the residual variance that is chance between generations of a prompt; None with one
    generation, which cannot tell."""
    components: Components | None
    """Variances of the paired differences; None where ``why`` says so."""
    plan: Plan | None
    why: str | None = None
