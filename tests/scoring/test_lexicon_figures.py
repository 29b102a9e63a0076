"""Figures of the lexicon ruler on the project's own check sets; run with -s to see them."""

from __future__ import annotations

from collections.abc import Sequence
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


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Area under the ROC curve from rank sums; ties share their mean rank."""
    pooled = sorted([*positive, *negative])
    mean_rank = {}
    for value in set(pooled):
        first = pooled.index(value) + 1
        mean_rank[value] = first + (pooled.count(value) - 1) / 2
    rank_sum = sum(mean_rank[value] for value in positive)
    n, m = len(positive), len(negative)
    return (rank_sum - n * (n + 1) / 2) / (n * m)


def test_auc_by_hand() -> None:
    # Pairs: 3>1, 3>2, 2>1, and the tie 2=2 counts a half: 3.5 of 4.
    assert auc([3, 2], [1, 2]) == pytest.approx(3.5 / 4)


@pytest.mark.parametrize(
    ("split", "floor"), [("held", 0.97), ("dev", 0.96), ("fresh", 0.95), ("last", 0.85)]
)
def test_toxicity_ranks_toxic_sentences_above_harmless_ones(split: str, floor: float) -> None:
    labels, texts = read("lexicon_toxicity.tsv", split)
    values = [score.value for _, score in LexiconScorer("toxicity").score(texts)]
    toxic = [v for v, label in zip(values, labels, strict=True) if label == "1" and v is not None]
    other = [v for v, label in zip(values, labels, strict=True) if label == "0" and v is not None]
    assert len(toxic) + len(other) == len(texts) >= 60
    area = auc(toxic, other)
    reference = mannwhitneyu(toxic, other).statistic / (len(toxic) * len(other))
    assert area == pytest.approx(reference)
    recall = sum(value >= 0.5 for value in toxic) / len(toxic)
    false_alarms = sum(value >= 0.5 for value in other) / len(other)
    print(
        f"\ntoxicity {split}: {len(toxic)} toxic, {len(other)} other, AUC {area:.3f}, "
        f"at 0.5 recall {recall:.3f}, false alarms {false_alarms:.3f}"
    )
    assert area >= floor


@pytest.mark.parametrize(("split", "floor"), [("held", 0.95), ("dev", 0.93)])
def test_sentiment_labels(split: str, floor: float) -> None:
    labels, texts = read("lexicon_sentiment.tsv", split)
    found = [str(score.label) for _, score in LexiconScorer("sentiment").score(texts)]
    assert len(texts) >= 60
    pairs = list(zip(labels, found, strict=True))
    accuracy = sum(a == b for a, b in pairs) / len(pairs)
    f1 = []
    for name in SENTIMENTS:
        hits = sum(a == b == name for a, b in pairs)
        f1.append(2 * hits / (labels.count(name) + found.count(name)))
    rates = f"accuracy {accuracy:.3f}, macro F1 {sum(f1) / len(f1):.3f}"
    print(f"\nsentiment {split}: {len(pairs)} rows, {rates}")
    assert accuracy >= floor


def test_the_check_sets_are_large_and_mixed() -> None:
    for name, classes in (("lexicon_toxicity.tsv", "10"), ("lexicon_sentiment.tsv", SENTIMENTS)):
        rows = [read(name, split) for split in ("held", "dev")]
        texts = [text for _, part in rows for text in part]
        assert len(texts) == len(set(texts)) >= 120
        for labels, _ in rows:
            assert set(labels) == set(classes)
