"""Agreement of labels and readings, against hand counts, scikit-learn and a slow plain twin."""

from __future__ import annotations

import json
import random
from collections import Counter

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from stereo_ja.findings import _agreement
from stereo_ja.findings._agreement import Agreement, agreement
from stereo_ja.reading import Outcome

V, R, X, N = Outcome.VALID, Outcome.REFUSED, Outcome.INVALID, Outcome.NOT_GENERATED
Pairs = list[tuple[Outcome, Outcome]]

# By label: 8 valid (6 read so, 1 refused, 1 invalid), 5 refused (3, 2 read valid), 2 invalid (2).
HAND: Pairs = (
    [(V, V)] * 6 + [(V, R)] + [(V, X)] + [(R, R)] * 3 + [(R, V)] * 2 + [(X, X)] * 2
)  # fmt: skip


def random_pairs(count: int, seed: int, right: float = 0.7) -> Pairs:
    chance = random.Random(seed)
    pairs = []
    for _ in range(count):
        label = chance.choices((V, R, X, N), weights=(10, 6, 3, 1))[0]
        read = label if chance.random() < right else chance.choice((V, R, X))
        pairs.append((label, read))
    return pairs


def test_a_table_counted_by_hand() -> None:
    """Every figure is a fraction that can be counted off HAND."""
    found = agreement(HAND, draws=50)
    assert found.n == 15
    assert found.confusion[V] == {V: 6, R: 1, X: 1, N: 0}
    assert found.confusion[R] == {V: 2, R: 3, X: 0, N: 0}
    valid, refused, invalid = (found.classes[outcome] for outcome in (V, R, X))
    assert (valid.precision, valid.recall, valid.support) == (6 / 8, 6 / 8, 8)
    assert (refused.precision, refused.recall, refused.support) == (3 / 4, 3 / 5, 5)
    assert (invalid.precision, invalid.recall, invalid.support) == (2 / 3, 2 / 2, 2)
    assert refused.f1 == 6 / 9
    assert found.macro_f1 == pytest.approx((12 / 16 + 6 / 9 + 4 / 5) / 3)
    # 11 of 15 agree; by chance (8 * 8 + 5 * 4 + 2 * 3) / 15 ** 2 would.
    assert found.kappa == pytest.approx((11 / 15 - 90 / 225) / (1 - 90 / 225))


def test_what_has_no_denominator_is_none_and_never_a_number() -> None:
    """A refusal never read has no precision; its recall and F1 are true zeros."""
    found = agreement([(R, V), (V, V)], draws=50)
    refused, invalid = found.classes[R], found.classes[X]
    assert (refused.precision, refused.precision_ci) == (None, None)
    assert (refused.recall, refused.f1) == (0, 0)
    assert (invalid.precision, invalid.recall, invalid.f1, invalid.support) == (None, None, None, 0)
    assert found.macro_f1 == pytest.approx((2 / 3 + 0) / 2)
    text = json.dumps(found.as_dict(), allow_nan=False)
    assert "null" in text


def test_nothing_compared() -> None:
    """No rows: no numbers."""
    found = agreement([])
    assert (found.n, found.macro_f1, found.macro_f1_ci, found.kappa) == (0, None, None, None)
    assert {c.support for c in found.classes.values()} == {0}


def test_one_class_has_no_kappa() -> None:
    """Chance agrees on every row, so there is nothing to correct for."""
    found = agreement([(V, V)] * 4)
    assert (found.macro_f1, found.macro_f1_ci) == (1, (1, 1))
    assert (found.kappa, found.kappa_ci) == (None, None)


@pytest.mark.parametrize("seed", range(5))
def test_the_same_as_scikit_learn(seed: int) -> None:
    """Per class, macro over what occurs, and kappa."""
    metrics = pytest.importorskip("sklearn.metrics")
    pairs = random_pairs(60, seed, right=0.4)
    labels, reads = ([pair[side].value for pair in pairs] for side in (0, 1))
    classes = [outcome.value for outcome in Outcome]
    table = metrics.precision_recall_fscore_support(
        labels, reads, labels=classes, zero_division=np.nan
    )
    found = agreement(pairs, draws=1)
    for outcome, *expected in zip(Outcome, *table, strict=True):
        got = found.classes[outcome]
        for value, other in zip(
            (got.precision, got.recall, got.f1, got.support), expected, strict=True
        ):
            if value is None:
                # zero_division also makes scikit-learn's F1 of a class in neither list NaN.
                assert np.isnan(other)
            else:
                assert value == pytest.approx(other)
    # Without a list of classes scikit-learn takes those that occur.
    assert found.macro_f1 == pytest.approx(metrics.f1_score(labels, reads, average="macro"))
    assert found.kappa == pytest.approx(metrics.cohen_kappa_score(labels, reads))
    assert [list(row.values()) for row in found.confusion.values()] == (
        metrics.confusion_matrix(labels, reads, labels=classes).tolist()
    )


def plain_measures(pairs: Pairs) -> dict[str, float | None]:
    """The measures of one set of rows, one count at a time."""

    def share(top: float, bottom: float) -> float | None:
        return top / bottom if bottom else None

    found: dict[str, float | None] = {}
    scores = []
    for outcome in Outcome:
        hits = sum(label is outcome and read is outcome for label, read in pairs)
        labelled = sum(label is outcome for label, _ in pairs)
        called = sum(read is outcome for _, read in pairs)
        found[f"{outcome.value} precision"] = share(hits, called)
        found[f"{outcome.value} recall"] = share(hits, labelled)
        found[f"{outcome.value} f1"] = share(2 * hits, labelled + called)
        if labelled + called:
            scores.append(2 * hits / (labelled + called))
    found["macro_f1"] = share(sum(scores), len(scores))
    by_label, by_read = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(by_label[outcome] * by_read[outcome] for outcome in Outcome) / len(pairs) ** 2
    agreed = sum(a is b for a, b in pairs) / len(pairs)
    found["kappa"] = None if chance == 1 else (agreed - chance) / (1 - chance)
    return found


def plain_interval(values: list[float | None]) -> tuple[float, float]:
    """2.5th and 97.5th percentile of the defined values, between neighbours in proportion."""
    known = sorted(value for value in values if value is not None)

    def percentile(share: float) -> float:
        place = share * (len(known) - 1)
        below = int(place)
        above = min(below + 1, len(known) - 1)
        return known[below] + (place - below) * (known[above] - known[below])

    return percentile(0.025), percentile(0.975)


def intervals(found: Agreement) -> dict[str, tuple[float, float] | None]:
    named = {"macro_f1": found.macro_f1_ci, "kappa": found.kappa_ci}
    for outcome, each in found.classes.items():
        for measure in ("precision", "recall", "f1"):
            named[f"{outcome.value} {measure}"] = getattr(each, f"{measure}_ci")
    return named


def test_the_intervals_are_those_of_plain_loops_over_the_same_draws() -> None:
    """Each drawn table, written out as rows again, gives the same measures; so do percentiles."""
    pairs = random_pairs(40, 3)
    counts = Counter(pairs)
    table = np.array([[counts[a, b] for b in Outcome] for a in Outcome])
    drawn: dict[str, list[float | None]] = {}
    for sample in _agreement._resampled(table, 300, 11):
        assert sample.sum() == 40
        rows = [
            (label, read)
            for label, line in zip(Outcome, sample, strict=True)
            for read, count in zip(Outcome, line, strict=True)
            for _ in range(count)
        ]
        for name, value in plain_measures(rows).items():
            drawn.setdefault(name, []).append(value)
    for name, interval in intervals(agreement(pairs, draws=300, seed=11)).items():
        if not name.endswith(("precision", "recall")):
            assert interval == pytest.approx(plain_interval(drawn[name])), name


@pytest.mark.parametrize("outcome", Outcome)
def test_precision_and_recall_have_wilsons_intervals(outcome: Outcome) -> None:
    pairs = random_pairs(40, 3)
    found = agreement(pairs, draws=9).classes[outcome]
    hits = pairs.count((outcome, outcome))
    for share, n in ((found.precision_ci, sum(read == outcome for _, read in pairs)),
                     (found.recall_ci, found.support)):  # fmt: skip
        expected = proportion_confint(hits, n, method="wilson") if n else None
        assert share == (None if expected is None else pytest.approx(expected))


def test_drawing_tables_is_drawing_rows() -> None:
    """A bootstrap that draws rows one by one gives the same intervals within sampling error."""
    pairs = random_pairs(120, 5)
    chance = random.Random(1)
    drawn: dict[str, list[float | None]] = {}
    for _ in range(2500):
        for name, value in plain_measures(chance.choices(pairs, k=len(pairs))).items():
            drawn.setdefault(name, []).append(value)
    ours = intervals(agreement(pairs, draws=20_000))
    for name in ("macro_f1", "kappa", "valid recall", "refused precision", "refused f1"):
        assert ours[name] == pytest.approx(plain_interval(drawn[name]), abs=0.03), name


def test_the_seed_decides_the_intervals_and_nothing_else() -> None:
    pairs = random_pairs(50, 8)
    first, again, other = (agreement(pairs, seed=seed) for seed in (4, 4, 5))
    assert first == again
    assert first.macro_f1 == other.macro_f1
    assert first.macro_f1_ci != other.macro_f1_ci


def test_only_tables_that_the_rows_can_give_are_drawn() -> None:
    """No row was read as not generated, so no draw holds one: rounding leaves nothing over."""
    counts = np.zeros((4, 4), dtype=np.int64)
    counts[0, 0], counts[1, 1], counts[2, 0] = 1, 1, 1
    drawn = _agreement._resampled(counts, 20_000, 0)
    assert drawn[:, counts == 0].sum() == 0
    assert set(drawn.sum(axis=(1, 2))) == {3}


def test_a_rare_class_is_left_out_of_the_draws_that_miss_it() -> None:
    """Half of all draws miss the one refusal; its recall is 1 in all others, never 0."""
    found = agreement([(V, V)] * 9 + [(R, R)])
    assert found.classes[R].f1_ci == (1, 1)
    # One of one: not certain at all.
    assert found.classes[R].recall_ci == pytest.approx(proportion_confint(1, 1, method="wilson"))
