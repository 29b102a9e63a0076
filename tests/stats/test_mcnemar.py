from __future__ import annotations

import pytest
from statsmodels.stats.contingency_tables import mcnemar as reference

from stereo_ja.stats._mcnemar import EXACT_BELOW, mcnemar


@pytest.mark.parametrize("counts", [(3, 9), (0, 5), (12, 12), (1, 0), (0, 0), (10, 14), (24, 0)])
def test_few_discordant_pairs_are_tested_exactly(counts):
    a, b = counts
    found = mcnemar(a, b)
    assert found.method == "exact"
    assert found.p == pytest.approx(reference([[7, a], [b, 9]], exact=True).pvalue)


@pytest.mark.parametrize("counts", [(10, 15), (25, 0), (439, 1058), (13, 14)])
def test_many_discordant_pairs_are_tested_by_chi_square(counts):
    a, b = counts
    expected = reference([[7, a], [b, 9]], exact=False, correction=True)
    found = mcnemar(a, b)
    assert found.method == "chi-square"
    assert found.statistic == pytest.approx(expected.statistic)
    assert found.p == pytest.approx(expected.pvalue)


def test_equal_counts_are_no_evidence_in_either_method():
    """R's mcnemar.test(matrix(c(0, 20, 20, 0), 2)) gives 0 and 1 too."""
    assert mcnemar(20, 20).p == 1
    assert mcnemar(20, 20).statistic == 0
    assert mcnemar(2, 2).p == 1
    assert 2 + 2 < EXACT_BELOW <= 20 + 20


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        mcnemar(-1, 2)
