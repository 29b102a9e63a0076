from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from statsmodels.stats.anova import anova_lm

from stereo_ja.stats._components import components

G, T = 12, 5


@pytest.fixture
def table():
    rng = np.random.default_rng(2)
    groups, templates = np.divmod(np.arange(G * T), T)
    values = 3 + rng.normal(0, 2, G)[groups] + rng.normal(0, 1, T)[templates]
    return values + rng.normal(0, 1, G * T), groups, templates


def test_a_full_table_gives_the_components_of_the_analysis_of_variance(table):
    values, groups, templates = table
    frame = pd.DataFrame({"y": values, "g": groups, "t": templates})
    mean_sq = anova_lm(smf.ols("y ~ C(g) + C(t)", frame).fit())["mean_sq"]
    found = components(values, groups, templates)
    assert found.residual == pytest.approx(mean_sq["Residual"])
    assert found.group == pytest.approx((mean_sq["C(g)"] - mean_sq["Residual"]) / T)
    assert found.template == pytest.approx((mean_sq["C(t)"] - mean_sq["Residual"]) / G)
    assert (found.group_excess, found.template_excess, found.filled) == pytest.approx((1, 1, 1))


def test_missing_cells_leave_the_estimates_unbiased():
    rng = np.random.default_rng(0)
    groups, templates = np.divmod(np.arange(40 * 12), 12)
    seen = []
    for _ in range(400):
        values = 0.2 * rng.normal(size=40)[groups] + 0.1 * rng.normal(size=12)[templates]
        values += 0.3 * rng.normal(size=480) + 5
        kept = rng.random(480) < np.where(groups < 10, 0.3, 0.9)
        found = components(values[kept], groups[kept], templates[kept])
        seen.append((found.group, found.template, found.residual))
    assert np.mean(seen, axis=0) == pytest.approx((0.04, 0.01, 0.09), rel=0.1)


def test_a_negative_estimate_is_zero():
    groups, templates = np.divmod(np.arange(4), 2)
    found = components(np.array([0.0, 1.0, 1.0, 0.0]), groups, templates)
    assert (found.group, found.template) == (0, 0)
    assert found.residual > 0


@pytest.mark.parametrize(
    ("groups", "templates", "said"),
    [([0, 0, 0], [0, 1, 2], "two of each"), ([0, 1, 1], [0, 0, 1], "too few")],
)
def test_what_cannot_be_told_apart_is_refused(groups, templates, said):
    with pytest.raises(ValueError, match=said):
        components(np.array([0.0, 1.0, 2.0]), np.array(groups), np.array(templates))
