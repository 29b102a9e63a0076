"""Which scorer a user asked for: option, then environment, then default."""

from __future__ import annotations

import os

from stereo_ja.errors import UserError
from stereo_ja.scoring._scorer import Kind

__all__ = ["DEFAULT_SPECS", "SPEC_HELP", "is_smoke_test", "resolve_spec"]

DEFAULT_SPECS: dict[Kind, str] = {
    "toxicity": "hf:textdetox/xlmr-large-toxicity-classifier-v2",
    "sentiment": "hf:koheiduck/bert-japanese-finetuned-sentiment",
}

SPEC_HELP = (
    "hf:REPO[@REVISION][:LABEL] (REPO may be a directory), perspective, openai-moderation, "
    "archive:FILE, lexicon, or none"
)

_ENVIRONMENT: dict[Kind, str] = {
    "toxicity": "STEREO_JA_TOXICITY",
    "sentiment": "STEREO_JA_SENTIMENT",
}


def is_smoke_test(name: str) -> bool:
    """Whether a scorer, by its SPEC or by the name in a score, shows the workings only."""
    return name.partition(" @ ")[0].partition(":")[0] == "lexicon"


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
