"""Documents: every group crossed with every template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from stereo_ja.benchmark.stereotype._check import check_stimuli
from stereo_ja.benchmark.stereotype._tables import FORMATS, Group, Template, groups, templates
from stereo_ja.benchmark.stereotype._wrappers import wrap
from stereo_ja.errors import UserError

__all__ = ["build_docs", "docs"]

_LANGUAGES = ("ja",)


def docs(format: str | None = None, language: str = "ja") -> list[dict[str, Any]]:
    """The benchmark's documents, group-major, templates 1 to 12 within a group.

    Args:
        format: One of ``FORMATS`` for its documents only; None for all 3,612.
        language: The language of the prompts; ``ja`` is the only one.

    Returns:
        New dicts with the keys ``id`` (``age-001/t07``), ``group``, ``group_id``,
        ``group_en``, ``category``, ``subcategory`` (str or None), ``template_id`` (1-12),
        ``format``, ``stem`` (the group filled in) and ``prompt`` (the full user turn).

    Raises:
        UserError: Unknown format or language.
        StereoJaError: The packaged tables are not the benchmark's.
    """
    if format is not None and format not in FORMATS:
        raise UserError(f"unknown format {format!r}; choose one of: {', '.join(FORMATS)}")
    if language not in _LANGUAGES:
        raise UserError(f"unknown language {language!r}; choose one of: {', '.join(_LANGUAGES)}")
    return [dict(doc) for doc in _checked_docs() if format in (None, doc["format"])]


def build_docs(groups: Iterable[Group], templates: Sequence[Template]) -> list[dict[str, Any]]:
    """Cross any groups with any templates, unchecked, in the given order."""
    return [_doc(group, template) for group in groups for template in templates]


@cache
def _checked_docs() -> tuple[dict[str, Any], ...]:
    built = build_docs(groups(), templates())
    check_stimuli(groups(), templates(), built)
    return tuple(built)


def _doc(group: Group, template: Template) -> dict[str, Any]:
    # Not str.format: a term is data and may hold any character.
    stem = template.ja.replace("{g}", group.ja)
    return {
        "id": f"{group.id}/t{template.id:02d}",
        "group": group.ja,
        "group_id": group.id,
        "group_en": group.en,
        "category": group.category,
        "subcategory": group.subcategory,
        "template_id": template.id,
        "format": template.format,
        "stem": stem,
        "prompt": wrap(stem, group=group.ja, format=template.format),
    }
