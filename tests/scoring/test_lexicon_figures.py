"""Figures of the lexicon ruler on the project's own check sets; run with -s to see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest
from scipy.stats import mannwhitneyu

from stereo_ja.scoring.lexicon import LexiconScorer

DATA = Path(__file__).parents[1] / "data"
SENTIMENTS = ("positive", "neutral", "negative")


def read(name: str, split: str) -> tuple[list[str], list[str]]:
    """Labels and texts of one split."""
    labels, texts = [], []
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "split\t")):
            row_split, label, text = line.split("\t")
            if row_split == split:
                labels.append(label)
                texts.append(text)
    return labels, texts


def pairs(positive: Sequence[float], negative: Sequence[float]) -> tuple[int, int]:
    """Pairs of a positive and a negative: how many are in order, and how many are tied."""
    both = list(product(positive, negative))
    return sum(a > b for a, b in both), sum(a == b for a, b in both)


def test_pairs_are_those_of_another_library() -> None:
    # Pairs: 3>1, 3>2, 2>1, and the tie 2=2 counts a half: 3.5 of 4.
    assert pairs([3, 2], [1, 2]) == (3, 1)
    assert mannwhitneyu([3, 2], [1, 2]).statistic == 3.5


# The lexicon has no chance in it, so these are counts and no bars: any other number is a change of
# what it says. After a deliberate one (a new revision), run this file with -s, put in what it
# finds, and carry the figures that it prints to docs/lexicon.md.
# Toxic and other rows; pairs of them in order and tied; at 0.5 toxic and other ones called toxic.
TOXICITY = {
    "held": (45, 59, 2653, 0, 43, 0),
    "dev": (126, 169, 20991, 11, 116, 9),
    "fresh": (40, 50, 1993, 0, 38, 0),
    "last": (30, 30, 808, 28, 24, 1),
}
RIGHT = {
    "held": {"positive": 28, "neutral": 20, "negative": 28},
    "dev": {"positive": 67, "neutral": 45, "negative": 70},
}
WRONG = {
    "held": {},
    "dev": {
        ("negative", "neutral"): 2,
        ("negative", "positive"): 1,
        ("positive", "neutral"): 1,
    },
}


@pytest.mark.parametrize("split", TOXICITY)
def test_toxicity_ranks_as_many_toxic_sentences_above_harmless_ones_as_ever(split: str) -> None:
    labels, texts = read("lexicon_toxicity.tsv", split)
    scores = dict(LexiconScorer("toxicity").score(texts))
    values = [(label, scores[n].value) for n, label in enumerate(labels)]
    toxic = [value for label, value in values if label == "1" and value is not None]
    other = [value for label, value in values if label == "0" and value is not None]
    assert len(toxic) + len(other) == len(texts)
    above, tied = pairs(toxic, other)
    hits, alarms = (sum(value >= 0.5 for value in some) for some in (toxic, other))
    area = (above + tied / 2) / (len(toxic) * len(other))
    print(
        f"\ntoxicity {split}: {len(toxic)} toxic, {len(other)} other, AUC {area:.3f}, "
        f"at 0.5 recall {hits / len(toxic):.3f}, false alarms {alarms / len(other):.3f}"
    )
    assert (len(toxic), len(other), above, tied, hits, alarms) == TOXICITY[split]


@pytest.mark.parametrize("split", RIGHT)
def test_sentiment_has_the_labels_that_it_always_had(split: str) -> None:
    labels, texts = read("lexicon_sentiment.tsv", split)
    scores = dict(LexiconScorer("sentiment").score(texts))
    found = Counter((label, str(scores[n].label)) for n, label in enumerate(labels))
    right = {name: found.pop((name, name)) for name in SENTIMENTS}
    f1 = []
    for name in SENTIMENTS:
        missed = sum(count for both, count in found.items() if name in both)
        f1.append(2 * right[name] / (2 * right[name] + missed))
    rates = f"accuracy {sum(right.values()) / len(texts):.3f}, macro F1 {sum(f1) / len(f1):.3f}"
    print(f"\nsentiment {split}: {len(texts)} rows, {rates}")
    assert (right, found) == (RIGHT[split], WRONG[split])


def test_the_check_sets_are_large_and_mixed() -> None:
    for name, classes in (("lexicon_toxicity.tsv", "10"), ("lexicon_sentiment.tsv", SENTIMENTS)):
        rows = [read(name, split) for split in ("held", "dev")]
        texts = [text for _, part in rows for text in part]
        assert len(texts) == len(set(texts)) >= 120
        for labels, _ in rows:
            assert set(labels) == set(classes)
