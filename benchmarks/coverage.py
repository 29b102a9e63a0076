"""How often 95 % intervals hold the truth, on simulated responses to groups x templates.

python -m benchmarks.coverage

A cell is group + template + noise, normal; a binary metric is 1 where that sum passes a threshold.
The truth is known exactly: over groups, given the templates of the simulation; over both, of all
groups and templates. ``mean_interval`` stands beside the plain percentile bootstrap of the same
draws. "noise only" has neither group nor template effects.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import product
from typing import Any, Literal

import numpy as np
from scipy.stats import norm

from benchmarks._record import record
from stereo_ja.stats._interval import mean_interval
from stereo_ja.stats._resample import ratio_interval

SIMULATIONS = 1000
DRAWS = 500
SHAPES = ((301, 12), (8, 12))
EFFECTS = {"groups and templates": (0.2, 0.1, 0.3), "noise only": (0.0, 0.0, 0.3)}
"""Standard deviations of group, template and noise."""
THRESHOLD = 0.3
Kind = Literal["continuous", "binary"]
Over = Literal["groups", "groups and templates"]
KINDS: tuple[Kind, ...] = ("continuous", "binary")
OVERS: tuple[Over, ...] = ("groups", "groups and templates")
Method = Callable[..., "tuple[float, float] | None"]


def main() -> None:
    started = time.perf_counter()
    rows = [
        {"groups": shape[0], "templates": shape[1], "effects": effects, "metric": kind}
        | {"over": over}
        | _measure(shape, EFFECTS[effects], kind, over)
        for shape, effects, kind, over in product(SHAPES, EFFECTS, KINDS, OVERS)
    ]
    figures = {
        "simulations": SIMULATIONS,
        "draws": DRAWS,
        "monte_carlo_error": round((0.95 * 0.05 / SIMULATIONS) ** 0.5, 4),
        "standard_deviations": {name: list(values) for name, values in EFFECTS.items()},
        "threshold_of_binary": THRESHOLD,
        "wall_s": round(time.perf_counter() - started, 1),
        "coverage": rows,
    }
    record("coverage", "python -m benchmarks.coverage", figures)


def _measure(
    shape: tuple[int, int], deviations: tuple[float, float, float], kind: Kind, over: Over
) -> dict[str, object]:
    limits = (0.0, 1.0) if kind == "binary" else (-np.inf, np.inf)
    methods: dict[str, Method] = {
        "mean_interval": lambda top, bottom, seed: mean_interval(
            top, bottom, over=over, limits=limits, draws=DRAWS, seed=seed
        ),
        "percentile_bootstrap": lambda top, bottom, seed: ratio_interval(
            top, bottom, draws=DRAWS, seed=seed, crossed=over != "groups"
        ),
    }
    rng = np.random.default_rng([shape[0], KINDS.index(kind), OVERS.index(over)])
    ones = np.ones(shape)
    found: dict[str, list[tuple[bool, float]]] = {name: [] for name in methods}
    for seed in range(SIMULATIONS):
        values, truth = _simulated(rng, shape, deviations, kind, over)
        for name, method in methods.items():
            interval = method(values, ones, seed)
            if interval is not None:
                low, high = interval
                found[name].append((bool(low <= truth <= high), high - low))
    return {name: _summary(held) for name, held in found.items()}


def _simulated(
    rng: np.random.Generator,
    shape: tuple[int, int],
    deviations: tuple[float, float, float],
    kind: Kind,
    over: Over,
) -> tuple[np.ndarray[Any, Any], float]:
    """(groups, templates) of responses and the true mean or rate."""
    of_group, of_template, noise = deviations
    templates = of_template * rng.normal(size=shape[1])
    sums = of_group * rng.normal(size=(shape[0], 1)) + templates + noise * rng.normal(size=shape)
    if kind == "continuous":
        return sums, float(templates.mean()) if over == "groups" else 0.0
    values = (sums > THRESHOLD).astype(float)
    if over == "groups":
        rates = norm.sf((THRESHOLD - templates) / np.hypot(of_group, noise))
        return values, float(rates.mean())
    return values, float(norm.sf(THRESHOLD / np.sqrt(np.square(deviations).sum())))


def _summary(held: list[tuple[bool, float]]) -> dict[str, object]:
    """Share of the intervals that hold the truth, and their mean width; some data have none."""
    inside, widths = np.array(held).T
    return {
        "held": round(float(inside.mean()), 3),
        "mean_width": round(float(widths.mean()), 4),
        "without_interval": SIMULATIONS - len(held),
    }


if __name__ == "__main__":
    main()
