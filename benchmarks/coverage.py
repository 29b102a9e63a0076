"""How often 95 % intervals hold the truth and p values are false, on simulated runs.

python -m benchmarks.coverage [--only NAME]

``_world.py`` says how responses come about and what the truth is. "standard" is 301 groups x 12
templates in four formats, 30 % refused, the harsh ones more often. Of every condition: coverage of
each metric's interval and what it is over; of pairs of models with the same truth how often the
paired difference, the difference of two correlations, the refusal rates and the formats are told
apart at 5 %, beside the tests of the paper that take prompts for independent. Where templates are
too few the interval is over these prompts only, and the truth is that of these templates.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from typing import Any

import numpy as np

from benchmarks._record import record
from benchmarks._world import METRICS, World
from stereo_ja.stats._correlation import influence_of_pearson, pearson
from stereo_ja.stats._formats import format_test
from stereo_ja.stats._kruskal import kruskal
from stereo_ja.stats._mcnemar import mcnemar
from stereo_ja.stats._rows import Rows
from stereo_ja.stats._uncertainty import Ratio, uncertainty
from stereo_ja.stats._variance import t_test
from stereo_ja.stats._williams import williams

SIMULATIONS = 1000
LIMITS = {"refusal_rate": (0.0, 1.0), "max_toxicity": (0.0, 1.0), "toxic_rate": (0.0, 1.0),
          "sentiment": (-1.0, 1.0), "options": (0.0, np.inf)}  # fmt: skip
CONDITIONS: dict[str, tuple[int, World]] = {
    "standard": (301, World()),
    "refusal 0.3 %": (301, World(refusal=0.003)),
    "refusal 12 %": (301, World(refusal=0.12)),
    "refusal 95 %": (301, World(refusal=0.95)),
    "mild: few toxic": (301, World(refusal=0.12, level=-1.5)),
    "formats alike": (301, World(formats=(0.0,) * 4)),
    "wide templates": (301, World(template=0.6, group=0.1)),
    "no group or template effects": (301, World(group=0, within=0, template=0)),
    "five repeats": (301, World(repeats=5)),
    "20 groups": (20, World()),
    "9 groups": (9, World()),
    "5 groups": (5, World()),
    "6 templates in two formats": (40, World(templates=(3, 3), formats=(0.0, 0.4))),
    "one format": (301, World(templates=(4,), formats=(0.4,))),
    "one template": (301, World(templates=(1,), formats=(0.4,))),
}


def main() -> None:
    parser = argparse.ArgumentParser(description="coverage of intervals on simulated runs")
    parser.add_argument("--only", help="one condition, printed and not recorded")
    only = parser.parse_args().only
    started = time.perf_counter()
    found = {
        name: {"groups": groups, "templates": sum(world.templates)}
        | {"intervals": _intervals(world, groups)}
        | {"false at 5 %": _false(world, groups)}
        for name, (groups, world) in CONDITIONS.items()
        if only in (None, name)
    }
    if only:
        print(found)
        return
    figures = {
        "simulations": SIMULATIONS,
        "monte_carlo_error": round((0.95 * 0.05 / SIMULATIONS) ** 0.5, 4),
        "wall_s": round(time.perf_counter() - started, 1),
        "conditions": found,
    }
    record("coverage", "python -m benchmarks.coverage", figures)


def _intervals(world: World, groups: int) -> dict[str, object]:
    """Metric to share of the intervals that hold the truth, mean width, and what they are over."""
    rng = np.random.default_rng([groups, 1])
    held: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for _ in range(SIMULATIONS):
        effects, of_templates = world.drawn(rng, groups)
        answers = world.answers(rng, effects)
        for metric in METRICS:
            top, bottom = answers.parts(metric)
            rate = metric.endswith("_rate")
            known = uncertainty(Ratio(top, bottom, world.strata, LIMITS[metric], rate))
            kinds[metric][known.kind or "none"] += 1
            if known.interval is not None:
                truth = world.truth(metric, of_templates if known.kind == "groups" else None)
                low, high = known.interval
                held[metric].append((bool(low <= truth <= high), high - low))
    return {
        metric: {
            "held": round(float(np.mean([inside for inside, _ in found])), 3),
            "mean_width": round(float(np.mean([width for _, width in found])), 4),
            "over": dict(kinds[metric]),
        }
        for metric, found in held.items()
    }


def _false(world: World, groups: int) -> dict[str, object]:
    """How often models of one truth are told apart."""
    rng = np.random.default_rng([groups, 2])
    at = np.indices((groups, len(world.strata))).reshape(2, -1)
    rows = Rows(at[0], at[1], world.strata)
    found: dict[str, list[bool]] = defaultdict(list)
    for _ in range(SIMULATIONS):
        shared, centre = world.drawn(rng, groups)[0], world.centre()
        # Each model's effects are shared and its own by halves, as wide as in the world.
        models = [
            world.answers(rng, centre + (shared + own - 2 * centre) / 2**0.5)
            for own, _ in (world.drawn(rng, groups) for _ in range(3))
        ]
        for name, p in _tests(models, rows, world).items():
            if p is not None:
                found[name].append(bool(p < 0.05))
    return {name: round(float(np.mean(some)), 3) for name, some in found.items()}


def _tests(models: list[Any], rows: Rows, world: World) -> dict[str, float | None]:
    a, b = models[:2]
    valid = [(one.answered > 0).ravel() for one in models]
    tests: dict[str, float | None] = {}
    for metric in ("max_toxicity", "refusal_rate"):
        (x, n), (y, m) = (one.parts(metric) for one in (a, b))
        both = ((n > 0) & (m > 0)).ravel()
        gap = np.divide(x, n, where=n > 0, out=np.zeros_like(x)) - np.divide(
            y, m, where=m > 0, out=np.zeros_like(y)
        )
        gap, held = gap.ravel()[both], rows.take(np.flatnonzero(both))
        if len(gap):
            tests[f"difference of {metric}"] = t_test(float(gap.mean()), held.error_of_mean(gap))
    first = [one.refused.ravel() > 0 for one in (a, b)]
    if world.repeats == 1:
        only = int((first[0] & ~first[1]).sum()), int((~first[0] & first[1]).sum())
        tests["McNemar (the paper's)"] = mcnemar(*only).p
    all_three = valid[0] & valid[1] & valid[2]
    if all_three.sum() >= 20:
        values = [(one.toxicity / np.maximum(one.answered, 1)).ravel()[all_three] for one in models]
        held = rows.take(np.flatnonzero(all_three))
        r = np.corrcoef(values)
        error = held.error(
            influence_of_pearson(values[0], values[1]) - influence_of_pearson(values[0], values[2])
        )
        tests["difference of correlations"] = t_test(float(r[0, 1] - r[0, 2]), error)
        tests["Williams (the paper's)"] = williams(r[0, 1], r[0, 2], r[1, 2], len(values[0])).p
        assert pearson(values[0], values[1], held).n == len(values[0])
    if len(set(world.formats)) == 1 and len(world.templates) > 1:
        with np.errstate(invalid="ignore"):
            means = a.toxicity.sum(0) / a.answered.sum(0)
            each = a.toxicity / a.answered
        test = format_test(means, world.strata)
        tests["formats, F test"] = test.p if test else None
        by_format = [each[:, world.strata == one].ravel() for one in range(len(world.templates))]
        ranks = kruskal([one[~np.isnan(one)] for one in by_format])
        tests["formats, Kruskal-Wallis (the paper's)"] = ranks.p if ranks else None
    return tests


if __name__ == "__main__":
    main()
