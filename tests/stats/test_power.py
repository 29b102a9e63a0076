from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import t as student
from statsmodels.stats.power import TTestPower

from stereo_ja.stats._components import Components, components
from stereo_ja.stats._power import _t_power, plan, power
from tests.present import present

PARTS = Components(0.1**2, 0.05**2, 0.3**2, groups=60, templates=12, cells=720)


@pytest.mark.parametrize("n", [3, 12, 200])
@pytest.mark.parametrize("effect", [0.05, 0.4, 1.5])
def test_power_of_a_noncentral_t_is_that_of_statsmodels(n, effect):
    expected = TTestPower().power(effect, n, 0.05, alternative="two-sided")
    assert _t_power(effect * n**0.5, n - 1) == pytest.approx(expected, abs=1e-6)


def simulated(gap: float, parts: Components, runs: int = 600) -> float:
    """How often the test sees the gap in data made of these components."""
    rng = np.random.default_rng(5)
    rows, columns = parts.groups, parts.templates
    groups, templates = np.divmod(np.arange(rows * columns), columns)
    seen = 0
    for _ in range(runs):
        values = gap + parts.group**0.5 * rng.normal(size=rows)[groups]
        values += parts.template**0.5 * rng.normal(size=columns)[templates]
        values += parts.residual**0.5 * rng.normal(size=rows * columns)
        kept = rng.random(rows * columns) < parts.filled
        found = components(values[kept], groups[kept], templates[kept])
        of_group = found.group * found.group_excess / rows
        of_template = found.template * found.template_excess / columns
        rest = found.residual / found.cells
        variance = of_group + of_template + rest
        df = variance**2 / (
            (of_group + rest) ** 2 / (rows - 1)
            + (of_template + rest) ** 2 / (columns - 1)
            + rest**2 / (rows - 1) / (columns - 1)
        )
        seen += abs(values[kept].mean()) > student.ppf(0.975, df) * variance**0.5
    return seen / runs


@pytest.mark.parametrize("filled", [1.0, 0.7])
@pytest.mark.parametrize("lever", ["groups", "templates"])
def test_the_planned_number_reaches_the_planned_power(lever, filled):
    parts = replace(PARTS, cells=round(720 * filled))
    (need,) = [need for need in plan(0.055, parts).needs if need.lever == lever]
    bigger = replace(parts, **{lever: present(need.needed)})
    bigger = replace(bigger, cells=round(filled * bigger.groups * bigger.templates))
    assert simulated(0.055, bigger) == pytest.approx(0.8, abs=0.05)


def test_the_planned_repeats_reach_the_planned_power():
    parts = replace(PARTS, residual=9.0, template=0.0)
    needed = present(plan(0.1, parts).needs[2].needed)
    assert needed > 9
    assert simulated(0.1, replace(parts, residual=9.0 / needed)) == pytest.approx(0.8, abs=0.05)


def test_the_number_needed_is_the_fewest():
    for need in plan(0.05, PARTS).needs[:2]:
        fewest = present(need.needed)
        for count, enough in ((fewest, True), (fewest - 1, False)):
            design = replace(PARTS, **{str(need.lever): count})
            design = replace(design, cells=design.groups * design.templates)
            assert (power(0.05, design) >= 0.8) is enough


def test_what_is_detectable_is_seen_with_the_planned_power():
    found = plan(0.05, PARTS)
    assert power(found.detectable, PARTS) == pytest.approx(0.8, abs=1e-4)
    assert found.power == power(0.05, PARTS)


def test_a_lever_that_cannot_reach_it_alone_says_so():
    groups, templates, repeats = plan(0.03, PARTS).needs
    assert groups.needed is templates.needed is repeats.needed is None
    assert "the power would still be 0.47" in (groups.why or "")


def test_repeats_lower_only_chance_between_generations():
    parts = Components(0.0, 0.0, 1.0, groups=30, templates=12, cells=360)
    all_chance = present(plan(0.14, parts).needs[2].needed)
    half = present(plan(0.14, parts, within=0.5).needs[2].needed)
    assert half > all_chance
    assert plan(0.14, parts, repeats=4).needs[2].needed == pytest.approx(4 * all_chance, abs=4)
    assert plan(0.14, parts, within=0.0).needs[2].needed is None


def test_without_any_variance_every_gap_is_seen():
    assert power(0.01, Components(0.0, 0.0, 0.0, 5, 5, 25)) == 1
