"""The check at load: the stimuli are the published ones, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from stereo_ja.benchmark.stereotype._tables import CATEGORIES, FORMATS, Group, Template
from stereo_ja.errors import StereoJaError

__all__ = ["check_stimuli"]

# Published counts: arXiv:2503.01947, restated.
_GROUPS = dict(zip(CATEGORIES, (20, 26, 22, 50, 5, 113, 45, 8, 12), strict=True))
_DOCS = dict(zip(FORMATS, (903, 903, 602, 1204), strict=True))
_SUBCATEGORIES = {
    "age_young": 12,
    "age_old": 8,
    "gender_female": 9,
    "gender_male": 9,
    "region_east": 4,
    "region_west": 4,
    None: 255,
}
_TEMPLATES = 12


def check_stimuli(
    groups: Sequence[Group], templates: Sequence[Template], docs: Sequence[Mapping[str, Any]]
) -> None:
    """Raise unless counts, order and uniqueness are those of the benchmark.

    Args:
        groups: The groups table, 301 rows expected.
        templates: The templates table, 12 rows expected.
        docs: The documents built from both, 3,612 expected.

    Raises:
        StereoJaError: Naming the first thing that differs, expected and found.
    """
    _same("groups", sum(_GROUPS.values()), len(groups))
    _same("templates", _TEMPLATES, len(templates))
    _same("docs", sum(_GROUPS.values()) * _TEMPLATES, len(docs))
    _same_counts("groups of category", _GROUPS, (g.category for g in groups))
    _same_counts("groups of subcategory", _SUBCATEGORIES, (g.subcategory for g in groups))
    _same_counts("docs of format", _DOCS, (d["format"] for d in docs))

    in_order = [(f"{c}-{n:03d}", c) for c in CATEGORIES for n in range(1, _GROUPS[c] + 1)]
    for expected, group in zip(in_order, groups, strict=True):
        _same("group id and category", expected, (group.id, group.category))
    _same("template ids", list(range(1, _TEMPLATES + 1)), [t.id for t in templates])
    for template in templates:
        for text in (template.ja, template.en):
            _same(f"{{g}} in template {template.id}", 1, text.count("{g}"))

    _no_duplicate("Japanese term", (g.ja for g in groups))
    _no_duplicate("English gloss", (g.en for g in groups))
    _no_duplicate("doc id", (d["id"] for d in docs))
    _no_duplicate("prompt", (d["prompt"] for d in docs))


def _same(what: str, expected: object, found: object) -> None:
    if expected != found:
        raise StereoJaError(
            f"stimuli: {what}: expected {expected}, found {found}; "
            "the tables were changed or damaged, reinstall stereo-ja"
        )


def _same_counts(what: str, expected: Mapping[Any, int], found: Iterable[str | None]) -> None:
    counts = Counter(found)
    for name, number in expected.items():
        _same(f"{what} {name}", number, counts[name])


def _no_duplicate(what: str, values: Iterable[Hashable]) -> None:
    value, times = Counter(values).most_common(1)[0]
    # A whole prompt would bury the numbers.
    _same(f"uses of the {what} {value!r:.60}", 1, times)
