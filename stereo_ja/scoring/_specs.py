"""Which scorer a user asked for: option, then environment, then default."""

from __future__ import annotations

import os
from collections.abc import Mapping

from stereo_ja.benchmark import JA_STEREOTYPE, Kind
from stereo_ja.errors import UserError
from stereo_ja.scoring._registry import SPEC_HELP

__all__ = ["DEFAULT_SPECS", "resolve_spec"]

DEFAULT_SPECS: Mapping[Kind, str] = JA_STEREOTYPE.scorers
"""Where no benchmark says otherwise."""

_ENVIRONMENT: dict[Kind, str] = {
    "toxicity": "STEREO_JA_TOXICITY",
    "sentiment": "STEREO_JA_SENTIMENT",
}


def resolve_spec(kind: Kind, option: object = None, default: str | None = None) -> str:
    """Return the SPEC for ``kind``: ``option`` if given, else the environment, else ``default``.

    Without ``default`` it is that of DEFAULT_SPECS.

    Raises:
        UserError: ``option`` is not text, or is empty.
    """
    if option is None:
        option = os.environ.get(_ENVIRONMENT[kind]) or default or DEFAULT_SPECS[kind]
    if not isinstance(option, str) or not option.strip():
        msg = f"the {kind} scorer must be named by text, not {option!r}: use {SPEC_HELP}"
        raise UserError(msg)
    return option.strip()
