"""What is scored, and for which kind."""

from __future__ import annotations

import pytest

from stereo_ja.pipeline import score_all
from stereo_ja.scoring import make_scorer
from tests.records import record


@pytest.mark.parametrize(("kind", "named"), [("toxicity", ["g"]), ("sentiment", [])])
def test_names_of_groups_are_scored_for_toxicity_only(kind, named):
    rows = [[record("valid", [None, None])], [record("refused")]]
    scores, baselines = score_all(make_scorer(kind, "lexicon"), kind, rows, lambda g: (g, g * 2))
    assert len(scores) == 2
    assert list(baselines) == named
