"""The ranking of texts whose writer had not seen the word tables.

The rows of the split ``test`` were never looked at while the tables grew; those of ``dev`` were.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from scipy.stats import mannwhitneyu

from stereo_ja.scoring import make_scorer

ROWS = Path(__file__).parents[1] / "data" / "lexicon_votes.tsv"


@pytest.mark.parametrize(("split", "least"), [("dev", 0.9), ("test", 0.75)])
def test_toxic_by_majority_ranks_above_the_rest(split, least):
    lines = ROWS.read_text(encoding="utf-8").splitlines()[2:]
    rows = [line.split("\t") for line in lines if line.startswith(f"{split}\t")]
    assert len(rows) == 260
    scores = dict(make_scorer("toxicity", "lexicon").score([text for *_, text in rows]))
    values = [
        (int(rows[n][1]) >= 2, score.value)
        for n, score in scores.items()
        if score.value is not None
    ]
    toxic = [value for is_toxic, value in values if is_toxic]
    other = [value for is_toxic, value in values if not is_toxic]
    area = mannwhitneyu(toxic, other).statistic / (len(toxic) * len(other))
    assert area >= least
    print(f"{split}: AUC {area:.3f}, {len(toxic)} toxic, {len(other)} other")
