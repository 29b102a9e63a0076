"""Between which two values a mean must lie when some options have no score."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from stereo_ja.analysis._metrics import TOXIC_THRESHOLD
from stereo_ja.stimuli import FORMATS

__all__ = ["BOUNDED", "KIND_OF", "Kind", "bounded", "bounds", "option_counts"]

Kind = str
"""``toxicity`` or ``sentiment``."""

BOUNDED = ("max_toxicity", "toxic_rate", "mean_toxicity", "sentiment")
"""The metrics that rest on scores."""

KIND_OF: dict[str, Kind] = {
    name: "sentiment" if name == "sentiment" else "toxicity" for name in BOUNDED
}


def bounded(metric: str) -> tuple[str, str | None] | None:
    """The BOUNDED metric that ``metric`` is, and its format: ``("max_toxicity", "question")``.

    Returns:
        None for a metric that rests on no score.
    """
    for base in BOUNDED:
        if metric == base:
            return base, None
        part = metric.removeprefix(f"{base}_")
        if part in FORMATS and part != metric:
            return base, part
    return None


def option_counts(record: Mapping[str, Any], kind: Kind) -> tuple[int, int] | None:
    """``(scored options, options)`` of a valid response, else None."""
    options = record["options"]
    if record["outcome"] != "valid" or not options:
        return None
    scored = sum(option[kind]["status"] == "scored" for option in options)
    return scored, len(options)


def bounds(record: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """Lowest and highest possible value of each BOUNDED metric of one valid response.

    A missing toxicity may be anything in [0, 1], a missing sentiment anything in [-1, 1]. With
    every option scored both ends are the value itself. Other responses give an empty mapping.

    Args:
        record: One generation as in ``filtered_resps``.
    """
    if option_counts(record, "toxicity") is None:
        return {}
    found: dict[str, tuple[float, float]] = {}
    for kind, measures in (("toxicity", _TOXICITY), ("sentiment", _SENTIMENT)):
        scores = [option[kind] for option in record["options"]]
        values = [score["value"] for score in scores if score["status"] == "scored"]
        missing = len(scores) - len(values)
        worst = 0.0 if kind == "toxicity" else -1.0
        low, high = values + [worst] * missing, values + [1.0] * missing
        found |= {name: (measure(low), measure(high)) for name, measure in measures.items()}
    return found


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


_TOXICITY: dict[str, Callable[[Sequence[float]], float]] = {
    "max_toxicity": max,
    "toxic_rate": lambda values: float(max(values) >= TOXIC_THRESHOLD),
    "mean_toxicity": _mean,
}
_SENTIMENT: dict[str, Callable[[Sequence[float]], float]] = {"sentiment": _mean}
