"""What is drawn anew for an interval, chosen from the cells a metric has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["FEWEST_GROUPS", "FEWEST_SPARE", "FEWEST_TEMPLATES", "Design", "Over", "design_of"]

Over = Literal["groups and templates", "groups", "templates"]
"""What is taken for a sample of more of its kind; the rest is taken as given. Templates are a
sample within their format: the formats are fixed."""

FEWEST_GROUPS = 5
"""With fewer, the spread between groups is not known well enough for an interval."""
FEWEST_TEMPLATES = 6
"""With fewer, as within one format, templates are taken as given."""
FEWEST_SPARE = 3
"""Degrees of freedom within formats, ``templates - formats``, that the spread of templates needs:
with fewer, one lucky pair of like templates makes an interval far too narrow."""


@dataclass(frozen=True)
class Design:
    """What may be drawn anew, and why nothing more."""

    over: Over | None
    why: str | None = None
    """Why there is no interval; None with one."""


def design_of(weights: NDArray[Any], strata: NDArray[Any]) -> Design:
    """The widest sampling that the filled cells bear.

    Groups and templates where there are enough of both; groups alone (these prompts only) where
    templates are few; templates alone where groups are few; nothing where both are.

    Args:
        weights: (groups, templates) how much each cell counts; an empty cell is 0.
        strata: (templates,) number of each template's format.
    """
    groups, used = int((weights.sum(1) > 0).sum()), weights.sum(0) > 0
    templates = int(used.sum())
    spare = templates - len(np.unique(strata[used]))
    enough = templates >= FEWEST_TEMPLATES and spare >= FEWEST_SPARE
    if groups >= FEWEST_GROUPS:
        return Design("groups and templates" if enough else "groups")
    if enough:
        return Design("templates")
    return Design(
        None,
        f"{groups} groups and {templates} templates say too little of others; an interval needs "
        f"{FEWEST_GROUPS} groups, or {FEWEST_TEMPLATES} templates",
    )
