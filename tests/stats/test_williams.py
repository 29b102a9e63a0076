from __future__ import annotations

import pytest

from stereo_ja.stats._williams import williams
from tests.present import present


def test_the_published_example():
    """Three correlations of 26 observations as printed in textbooks of the test."""
    found = williams(0.80, 0.72, 0.89, 26)
    assert (found.t, found.p) == pytest.approx((1.361, 0.187), abs=5e-4)
    assert found.df == 23


def test_the_correlations_of_the_paper():
    found = williams(0.513, 0.387, 0.39, 2500)
    assert found.t == pytest.approx(6.7, abs=0.05)
    assert present(found.p) < 1e-9


def test_swapping_the_two_others_turns_the_sign():
    one, other = williams(0.5, 0.3, 0.2, 50), williams(0.3, 0.5, 0.2, 50)
    assert one.t == -present(other.t)
    assert one.p == other.p


@pytest.mark.parametrize(
    ("observed", "said"),
    [((0.5, 0.5, 1.0, 50), "same or opposite"), ((0.5, 0.3, 0.2, 3), "needs 4")],
)
def test_without_a_test_there_is_a_reason_and_no_number(observed, said):
    found = williams(*observed)
    assert (found.t, found.p) == (None, None)
    assert said in (found.why or "")


def test_what_is_no_correlation_is_refused():
    with pytest.raises(ValueError, match="not correlations"):
        williams(1.2, 0.3, 0.1, 10)
