"""From a row's group and template to the benchmark's own prompt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from stereo_ja.benchmark.stereotype import docs, groups, templates

__all__ = ["Unmatched", "match"]

# A placeholder is anything short in brackets: {}, {group}, [U], <group>, 〔…〕.
_PLACEHOLDER = re.compile(r"[\[{(<〔【][^\[\]{}()<>〔〕【】]{0,20}[\]})>〕】]")
_AROUND = "\"'“”‘’「」『』.…。・ \u3000"


class Unmatched(ValueError):
    """Why a row belongs to no prompt."""


def match(group: str | None, template: str | None) -> Mapping[str, Any]:
    """The doc of a row.

    The template may have the group filled in, a placeholder in any brackets in its place, or
    nothing there at all; dots, quotation marks, spaces and the width of letters do not count.

    Raises:
        Unmatched: Saying which of the two is not the benchmark's.
    """
    if template is None:
        raise Unmatched("the template is blank")
    known = None if group is None else _groups().get(_plain(group))
    if group is not None and known is None:
        raise Unmatched(f"the group {group!r:.40} is not one of the benchmark's")
    text = _plain(template)
    filled = _stems().get(text)
    if filled is not None:
        if known not in (None, filled["group"]):
            raise Unmatched(f"the group is {group!r:.40} and the template {template!r:.60}")
        return filled
    if known is None:
        raise Unmatched("the group is blank and the template does not name it")
    for stem in (_PLACEHOLDER.sub(known, text, count=1), known + text):
        found = _stems().get(_plain(stem))
        if found is not None and found["group"] == known:
            return found
    raise Unmatched(f"the template {template!r:.60} is not one of the benchmark's")


def _plain(text: str) -> str:
    visible = (letter for letter in text if unicodedata.category(letter) != "Cf")
    joined = "".join(unicodedata.normalize("NFKC", "".join(visible)).split())
    return joined.strip(_AROUND).casefold()


@cache
def _groups() -> dict[str, str]:
    return {_plain(group.ja): group.ja for group in groups()}


@cache
def _stems() -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {_plain(doc["stem"]): doc for doc in docs()}
    assert len(found) == len(groups()) * len(templates())  # plain stems still differ
    return found
