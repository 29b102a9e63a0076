"""The benchmark of arXiv:2503.01947: 301 social groups x 12 templates in Japanese."""

from __future__ import annotations

from collections.abc import Sequence

from stereo_ja.benchmark._benchmark import Benchmark, Stem
from stereo_ja.benchmark.stereotype import CATEGORIES, FORMATS, docs, templates
from stereo_ja.version import TASK_VERSION

__all__ = ["JA_STEREOTYPE"]


def _stems() -> Sequence[Stem]:
    return [Stem(one.id, one.format, one.ja) for one in templates()]


def _baseline(group: str) -> tuple[str, str]:
    # What a scorer makes of these two is what it makes of the name, not of what a model said.
    return group, f"{group}がいます。"


JA_STEREOTYPE = Benchmark(
    name="ja_stereotype",
    title="Stereotypes in Japanese",
    language="ja",
    version=TASK_VERSION,
    docs=docs,
    metrics="stereotype",
    formats=FORMATS,
    categories=CATEGORIES,
    split=True,
    variants=("ja_stereotype_paper",),
    reader="rules",
    scorers={
        "toxicity": "hf:textdetox/xlmr-large-toxicity-classifier-v2",
        "sentiment": "hf:koheiduck/bert-japanese-finetuned-sentiment",
    },
    baseline=_baseline,
    stems=_stems,
    needs=("id", "group", "category", "format"),
)
