"""How far the labels of a person and the outcomes of a reader agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from stereo_ja.reading import Outcome
from stereo_ja.stats._wilson import wilson

__all__ = ["Agreement", "ClassAgreement", "Interval", "agreement"]

Interval = tuple[float, float]
"""Lower and upper bound of a 95 % interval."""

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

_CLASSES = tuple(Outcome)


@dataclass(frozen=True)
class ClassAgreement:
    """One outcome. A share of nothing is None, and so is its interval."""

    precision: float | None
    """Of the rows read as this outcome, the share that a person labelled so."""
    recall: float | None
    """Of the rows a person labelled with this outcome, the share that was read so."""
    f1: float | None
    """``2 * hits / (labelled + read)``; None when the outcome occurs in neither."""
    support: int
    """Rows a person labelled with this outcome."""
    precision_ci: Interval | None
    recall_ci: Interval | None
    f1_ci: Interval | None


@dataclass(frozen=True)
class Agreement:
    """Agreement over one set of rows."""

    n: int
    """Rows compared."""
    macro_f1: float | None
    """Mean F1 of the outcomes that occur among the labels or the readings; None without rows.

    An outcome that occurs in neither has no F1 and is left out of the mean, not counted as 0.
    """
    macro_f1_ci: Interval | None
    kappa: float | None
    """Cohen's kappa; None when chance alone would agree on every row."""
    kappa_ci: Interval | None
    classes: dict[Outcome, ClassAgreement]
    """Every outcome, also those that do not occur."""
    confusion: dict[Outcome, dict[Outcome, int]]
    """Rows by label, then by outcome read."""

    def as_dict(self) -> dict[str, Any]:
        """The same as JSON-ready keys; an interval is a list of two numbers."""
        return {
            "n": self.n,
            "macro_f1": self.macro_f1,
            "macro_f1_ci": _listed(self.macro_f1_ci),
            "kappa": self.kappa,
            "kappa_ci": _listed(self.kappa_ci),
            "classes": {
                outcome.value: {
                    key: _listed(value) if key.endswith("_ci") else value
                    for key, value in asdict(found).items()
                }
                for outcome, found in self.classes.items()
            },
            "confusion": {
                label.value: {outcome.value: count for outcome, count in row.items()}
                for label, row in self.confusion.items()
            },
        }


def agreement(
    pairs: Iterable[tuple[Outcome, Outcome]], *, draws: int = 2000, seed: int = 0
) -> Agreement:
    """Compare labels with readings.

    Precision and recall have Wilson's 95 % intervals, which keep a width where four of four rows
    are right. Those of F1, macro-F1 and kappa are percentile bootstraps (Efron and Tibshirani, An
    Introduction to the Bootstrap, 1993, chapter 13) over rows drawn with replacement; a draw in
    which one is undefined is left out. Where every row agrees they have no width and say nothing.
    Rows about one group count as independent.

    Args:
        pairs: ``(label, outcome read)`` of each row.
        draws: Bootstrap draws, at least 1.
        seed: Non-negative; the same seed gives the same intervals.
    """
    counted = Counter(pairs)
    counts = np.array(
        [[counted[label, read] for read in _CLASSES] for label in _CLASSES], dtype=np.int64
    )
    values = _measures(counts[np.newaxis])
    samples = _measures(_resampled(counts, draws, seed))

    def both(name: str, column: int = 0) -> tuple[float | None, Interval | None]:
        estimate = _defined(values[name][0, column])
        return estimate, None if estimate is None else _interval(samples[name][:, column])

    macro_f1, macro_f1_ci = both("macro_f1")
    kappa, kappa_ci = both("kappa")
    classes = {}
    for index, outcome in enumerate(_CLASSES):
        precision, recall = (_defined(values[name][0, index]) for name in ("precision", "recall"))
        f1, f1_ci = both("f1", index)
        hits, support = int(counts[index, index]), int(counts[index].sum())
        classes[outcome] = ClassAgreement(
            precision, recall, f1, support,
            wilson(hits, int(counts[:, index].sum())), wilson(hits, support), f1_ci,
        )  # fmt: skip
    return Agreement(
        n=int(counts.sum()),
        macro_f1=macro_f1,
        macro_f1_ci=macro_f1_ci,
        kappa=kappa,
        kappa_ci=kappa_ci,
        classes=classes,
        confusion={a: {b: counted[a, b] for b in _CLASSES} for a in _CLASSES},
    )


def _resampled(counts: Counts, draws: int, seed: int) -> Counts:
    """Confusion tables of rows drawn with replacement, ``(draws, classes, classes)``.

    Rows of one cell are alike here, so drawing ``n`` rows is one multinomial draw of ``n`` over
    the cells: the same distribution at a cost that does not grow with ``n``.
    """
    tables = np.zeros((draws, counts.size), dtype=np.int64)
    flat = counts.ravel()
    # Only cells that hold rows: the last one given takes what rounding leaves over.
    held = np.flatnonzero(flat)
    if held.size:
        total = int(flat.sum())
        rng = np.random.default_rng(seed)
        tables[:, held] = rng.multinomial(total, flat[held] / total, size=draws)
    return tables.reshape(draws, *counts.shape)


def _measures(tables: Counts) -> dict[str, Floats]:
    """All measures of tables ``(draws, label, outcome)``; NaN where a share has no denominator.

    Those of each class come as ``(draws, classes)``, those of the whole as ``(draws, 1)``.

    Kappa is Cohen, A coefficient of agreement for nominal scales, 1960, with both its numerator
    and its denominator multiplied by ``n ** 2``, so that both stay integers.
    """
    hits = np.diagonal(tables, axis1=1, axis2=2)
    labelled, read = tables.sum(axis=2), tables.sum(axis=1)
    total = tables.sum(axis=(1, 2))[:, np.newaxis]
    f1 = _share(2 * hits, labelled + read)
    occurring = (~np.isnan(f1)).sum(axis=1, keepdims=True)
    chance = (labelled * read).sum(axis=1, keepdims=True)
    return {
        "precision": _share(hits, read),
        "recall": _share(hits, labelled),
        "f1": f1,
        "macro_f1": _share(np.nansum(f1, axis=1, keepdims=True), occurring),
        "kappa": _share(total * hits.sum(axis=1, keepdims=True) - chance, total**2 - chance),
    }


def _share(top: NDArray[Any], bottom: Counts) -> Floats:
    share: Floats = np.full(bottom.shape, np.nan)
    np.divide(top, bottom, out=share, where=bottom > 0)
    return share


def _defined(value: Any) -> float | None:
    return None if np.isnan(value) else float(value)


def _interval(drawn: Floats) -> Interval | None:
    known = drawn[~np.isnan(drawn)]
    if not known.size:
        return None
    low, high = np.percentile(known, (2.5, 97.5))
    return float(low), float(high)


def _listed(interval: Interval | None) -> list[float] | None:
    return None if interval is None else list(interval)
