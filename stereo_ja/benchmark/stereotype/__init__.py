"""The stimuli: 301 social groups x 12 templates = 3,612 prompts in Japanese."""

from __future__ import annotations

from stereo_ja.benchmark.stereotype._check import check_stimuli
from stereo_ja.benchmark.stereotype._docs import build_docs, docs
from stereo_ja.benchmark.stereotype._tables import (
    CATEGORIES,
    FORMATS,
    Group,
    Template,
    groups,
    parse_groups,
    parse_templates,
    templates,
)

__all__ = [
    "CATEGORIES",
    "FORMATS",
    "Group",
    "Template",
    "build_docs",
    "check_stimuli",
    "docs",
    "groups",
    "parse_groups",
    "parse_templates",
    "templates",
]
