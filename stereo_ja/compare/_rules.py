"""Which metrics of which runs may stand side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from stereo_ja.compare._model import Excluded
from stereo_ja.metrics import Family, Metric
from stereo_ja.pipeline import KINDS
from stereo_ja.runs import Run, differences, identity

__all__ = ["Rules", "find_rules"]

NO_SAMPLES = "no samples; run lm_eval with --log_samples"


@dataclass(frozen=True)
class Rules:
    """What may be compared, by the positions of two runs."""

    forbidden: dict[tuple[int, int], dict[Family, tuple[str, ...]]]
    """First and second position to family to the reasons; a family that may be compared is
    absent."""
    low: Mapping[str, frozenset[int]]
    """Family to the runs whose scores cover too little to be published."""
    remarks: tuple[str, ...] = ()
    names: tuple[str, ...] = field(default=())

    def why(self, family: Family, *runs: int) -> str | None:
        """Why these runs may not be compared, all against all; None if they may."""
        reasons = [
            reason
            for pair in combinations(sorted(runs), 2)
            for reason in self.forbidden[pair].get(family, ())
        ]
        return "; ".join(dict.fromkeys(reasons)) or None

    def publishable(self, family: Family, *runs: int) -> bool:
        """Whether the coverage of every run reaches its floor."""
        return not self.low.get(family, frozenset()) & set(runs)

    def sets(self, family: Family) -> list[tuple[int, ...]]:
        """The runs in sets of two or more that may all be compared with each other."""
        found: list[list[int]] = []
        for run in range(len(self.names)):
            fitting = (one for one in found if self.why(family, run, *one) is None)
            joined = next(fitting, None)
            if joined is None:
                found.append([run])
            else:
                joined.append(run)
        return [tuple(one) for one in found if len(one) > 1]

    def excluded(self) -> tuple[Excluded, ...]:
        """Every pair with something forbidden, and why."""
        rows = []
        for (a, b), families in self.forbidden.items():
            if families:
                why = dict.fromkeys(reason for found in families.values() for reason in found)
                rows.append(Excluded(self.names[a], self.names[b], tuple(families), tuple(why)))
        return tuple(rows)


def find_rules(runs: Sequence[Run], metrics: Sequence[Metric]) -> Rules:
    """Hold every run against every other, and its coverage against its floor."""
    forbidden = {}
    remarks = []
    families = tuple(dict.fromkeys(metric.family for metric in metrics))
    known = [identity(run) for run in runs]
    for (i, a), (j, b) in combinations(enumerate(runs), 2):
        found = differences(a, b, paired=True, identities=(known[i], known[j]))
        reasons = {
            family: tuple(str(one) for one in found if family in one.forbids) for family in families
        }
        if not (a.samples and b.samples):
            without = " and ".join(run.name for run in (a, b) if not run.samples)
            reasons = dict.fromkeys(families, (f"{without}: {NO_SAMPLES}",))
        forbidden[i, j] = {family: why for family, why in reasons.items() if why}
        if len(forbidden[i, j]) < len(families):
            remarks += [f"{a.name}, {b.name}: {one}" for one in found if not one.forbids]
    low: dict[str, frozenset[int]] = {}
    for kind in KINDS:
        coverages = [run.coverage(kind) for run in runs]
        low[kind] = frozenset(i for i, one in enumerate(coverages) if one.publishable is False)
        remarks += [
            f"{runs[i].name}: {one.scored:,} of {one.options:,} options have a {kind} score, "
            f"below the floor of {one.floor:.0%}: its {kind} is not publishable"
            for i, one in enumerate(coverages)
            if i in low[kind]
        ]
    return Rules(forbidden, low, tuple(remarks), tuple(run.name for run in runs))
