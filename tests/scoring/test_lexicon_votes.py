"""The ranking of texts whose writer had not seen the word tables.

The rows of the split ``test`` were never looked at while the tables grew; those of ``dev`` were.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from stereo_ja.scoring import make_scorer

ROWS = Path(__file__).parents[1] / "data" / "lexicon_votes.tsv"


# Toxic rows, the others, and the pairs of both in order and tied. The lexicon has no chance
# in it: after a deliberate change, run with -s and put in what is found (docs/lexicon.md too).
FOUND = {"dev": (33, 227, 7286, 4), "test": (33, 227, 5978, 485)}


@pytest.mark.parametrize("split", FOUND)
def test_toxic_by_majority_ranks_above_the_rest_as_often_as_ever(split):
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
    above = sum(a > b for a, b in product(toxic, other))
    tied = sum(a == b for a, b in product(toxic, other))
    area = (above + tied / 2) / (len(toxic) * len(other))
    print(f"{split}: AUC {area:.3f}, {len(toxic)} toxic, {len(other)} other")
    assert (len(toxic), len(other), above, tied) == FOUND[split]
