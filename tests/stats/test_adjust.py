from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from stereo_ja.stats._adjust import benjamini_hochberg, holm

BOTH = pytest.mark.parametrize(("adjust", "name"), [(holm, "holm"), (benjamini_hochberg, "fdr_bh")])


@BOTH
@pytest.mark.parametrize("seed", range(5))
def test_adjusted_values_are_those_of_statsmodels(adjust, name, seed):
    rng = np.random.default_rng(seed)
    # Rounded, so that there are ties, zeros and ones; squared, so that some stay small.
    p = [0.0, 1.0, *np.round(rng.random(30) ** 3, 2).tolist()]
    assert adjust(p) == pytest.approx(multipletests(p, method=name)[1])


@BOTH
def test_a_test_that_was_not_possible_stays_none_and_does_not_count(adjust, name):
    found = adjust([None, 0.04, None, 0.01, 0.3])
    assert [found[0], found[2]] == [None, None]
    expected = multipletests([0.04, 0.01, 0.3], method=name)[1]
    assert [found[1], found[3], found[4]] == pytest.approx(expected)


@BOTH
def test_nothing_tested_gives_nothing(adjust, name):
    assert adjust([]) == []
    assert adjust([None, None]) == [None, None]


@BOTH
@pytest.mark.parametrize("bad", [-0.01, 1.01, float("nan")])
def test_what_is_no_p_value_is_refused(adjust, name, bad):
    with pytest.raises(ValueError, match="not p-values"):
        adjust([0.5, bad])
