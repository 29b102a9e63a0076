from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from benchmarks._world import METRICS, World
from stereo_ja.stats._design import design_of
from stereo_ja.stats._uncertainty import Ratio, uncertainty
from stereo_ja.stats._variance import Cells, influence_of_ratio, spread
from stereo_ja.stats._wilson import wilson
from tests.present import present

FORMATS = np.repeat([0, 1, 2, 3], [3, 4, 3, 2])
LIMITS = {"refusal_rate": (0, 1), "max_toxicity": (0, 1), "toxic_rate": (0, 1),
          "sentiment": (-1, 1), "options": (0, np.inf)}  # fmt: skip


@pytest.mark.parametrize(
    ("groups", "strata", "over"),
    [
        (5, FORMATS, "groups and templates"),
        (4, FORMATS, "templates"),
        (5, [0, 0, 0], "groups"),
        (5, [0, 0, 0, 1, 1, 1], "groups and templates"),
        (5, [0, 0, 1, 1, 2, 2], "groups and templates"),
        (5, [0, 0, 1, 2, 3, 4], "groups"),
        (5, [0, 0, 0, 0, 0], "groups"),
        (4, [0, 0, 0, 0, 0], None),
        (4, [0, 0, 1, 2, 3, 4], None),
        (1, [0], None),
    ],
)
def test_what_is_drawn_anew_is_as_much_as_the_cells_bear(groups, strata, over):
    design = design_of(np.ones((groups, len(strata))), np.array(strata))
    assert design.over == over
    assert (design.why is None) == (over is not None)
    if over is None:
        assert f"{groups} groups and {len(strata)} templates" in present(design.why)


def test_only_filled_cells_count():
    weights = np.ones((9, 12))
    weights[5:] = 0
    assert design_of(weights, FORMATS).over == "groups and templates"
    weights[4] = 0
    assert design_of(weights, FORMATS).over == "templates"
    weights[:, 3:] = 0
    assert design_of(weights, FORMATS).over is None


def made(limits=(0.0, 1.0), rate=True):
    rng = np.random.default_rng(2)
    top = (rng.random((30, 12)) < 0.3 + 0.1 * rng.normal(size=12)).astype(float)
    return Ratio(top, np.ones_like(top), FORMATS, limits, rate)


def test_error_and_interval_are_of_one_estimand_and_the_groups_alone_beside_it():
    ratio = made()
    found = uncertainty(ratio)
    assert found.kind == "groups and templates"
    low, high = present(found.interval)
    value = ratio.top.mean()
    half = stats.t.ppf(0.975, found.df) * found.error / (value * (1 - value))
    assert np.log(high / (1 - high)) - np.log(value / (1 - value)) == pytest.approx(half)
    inner = present(found.groups_only)
    assert low < inner[0] < value < inner[1] < high
    cells = Cells(influence_of_ratio(ratio.top, ratio.bottom), ratio.bottom, FORMATS)
    alone = present(spread(cells, "groups"))
    half = stats.t.ppf(0.975, alone.df) * alone.error / (value * (1 - value))
    assert np.log(inner[1] / (1 - inner[1])) - np.log(value / (1 - value)) == pytest.approx(half)


def test_without_ends_formats_are_taken_to_move_alike():
    ratio = made(limits=(-np.inf, np.inf), rate=False)
    cells = Cells(influence_of_ratio(ratio.top, ratio.bottom), ratio.bottom, FORMATS)
    assert uncertainty(ratio).error == present(spread(cells, "groups and templates")).error


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_a_rate_that_never_varied_has_wilson(value):
    top = np.full((6, 12), value)
    found = uncertainty(Ratio(top, np.ones_like(top), FORMATS, (0.0, 1.0), rate=True))
    assert (found.kind, found.error, found.df) == ("Wilson", None, None)
    assert found.interval == wilson(72 * value, 72)
    mean = uncertainty(Ratio(top, np.ones_like(top), FORMATS, (0.0, 1.0)))
    assert (mean.interval, mean.why) == (None, "nothing varies")


def test_too_little_of_both_gives_the_reason_and_no_number():
    top = np.random.default_rng(0).random((3, 4))
    found = uncertainty(Ratio(top, np.ones_like(top), np.zeros(4)))
    assert (found.error, found.interval, found.kind) == (None, None, None)
    assert "3 groups and 4 templates" in present(found.why)


def test_an_empty_denominator_says_so():
    empty = np.zeros((9, 12))
    assert uncertainty(Ratio(empty, empty, FORMATS)).why == "no response in its denominator"


@pytest.mark.parametrize("world", [World(), World(refusal=0.9, level=-1.2)])
def test_ninety_five_of_a_hundred_intervals_hold_the_truth(world):
    rng = np.random.default_rng(11)
    held = dict.fromkeys(METRICS, 0)
    for _ in range(400):
        answers = world.answers(rng, world.drawn(rng, 40)[0])
        for metric in METRICS:
            top, bottom = answers.parts(metric)
            ratio = Ratio(top, bottom, world.strata, LIMITS[metric], "rate" in metric)
            low, high = present(uncertainty(ratio).interval)
            held[metric] += low <= world.truth(metric) <= high
    assert {name: n / 400 for name, n in held.items() if not 0.91 <= n / 400 <= 0.995} == {}
