"""Compares runs: every number that needs more than one of them."""

from __future__ import annotations

from collections.abc import Sequence

from stereo_ja.compare._changes import group_changes, prompt_changes
from stereo_ja.compare._common import common_rows
from stereo_ja.compare._model import CompareRun, Comparison
from stereo_ja.compare._pairs import mcnemar_rows, pair_rows
from stereo_ja.compare._plan import plan_rows
from stereo_ja.compare._prompts import align
from stereo_ja.compare._rules import find_rules
from stereo_ja.compare._triples import williams_rows
from stereo_ja.errors import UserError
from stereo_ja.metrics import shown_metrics
from stereo_ja.runs import Run, identity

__all__ = ["DRAWS", "compare"]

DRAWS = 10_000


def compare(
    runs: Sequence[Run], *, draws: int = DRAWS, seed: int = 0, gap: float | None = None
) -> Comparison:
    """Compare every two, and every three, of some runs on their common prompts.

    What may not be compared stands in ``excluded`` with the reason, and its rows hold no number.

    Args:
        runs: Two or more; with ``gap`` one is enough. A run given twice counts once.
        draws: Of the chances of each rank, 1 or more.
        seed: Of the draws.
        gap: Plan for this difference, above 0, in the unit of ``max_toxicity`` and
            ``refusal_rate``.

    Raises:
        UserError: Fewer than two different runs.
    """
    kept, remarks = _distinct(runs)
    if len(kept) < 2 and gap is None:
        held = f"there is only {kept[0].name}" if kept else "there is none"
        again = " (the same run was given twice)" if remarks else ""
        raise UserError(f"two different runs are needed and {held}{again}; give another RUN")
    metrics = shown_metrics(*(run.task for run in kept))
    rules, prompts = find_rules(kept, metrics), align(kept, metrics)
    generations = [max((one.generation for one in run.samples), default=0) + 1 for run in kept]
    return Comparison(
        draws=draws,
        seed=seed,
        runs=tuple(
            CompareRun(run.name, run.model, identity(run), run.prompts, len(run.samples))
            for run in kept
        ),
        pairs=pair_rows(rules, prompts),
        williams=williams_rows(rules, prompts),
        mcnemar=mcnemar_rows(rules, prompts),
        common=common_rows(rules, prompts),
        differing_prompts=prompt_changes(rules, prompts),
        differing_groups=group_changes(rules, prompts),
        excluded=rules.excluded(),
        worth_knowing=(*remarks, *rules.remarks),
        plans=() if gap is None else plan_rows(gap, rules, prompts, generations),
    )


def _distinct(runs: Sequence[Run]) -> tuple[list[Run], list[str]]:
    """The runs without repetitions, and a line on each that was left out."""
    kept: dict[tuple[str, str], Run] = {}
    remarks = []
    for run in runs:
        first = kept.setdefault((str(run.source.resolve()), run.task), run)
        if first is not run:
            remarks.append(f"{first.name}: given twice, counted once")
    return list(kept.values()), remarks
