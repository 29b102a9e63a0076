"""The task's options, as they arrive through lm-eval's ``--metadata``."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from stereo_ja.errors import UserError
from stereo_ja.reading import DEFAULT_READER, get_reader
from stereo_ja.scoring import resolve_spec
from stereo_ja.version import TASK_VERSION

__all__ = ["Options", "resolve_options"]

_NAMES = ("toxicity", "sentiment", "reader")
# Slips of ours begin like ours; lm-eval's own model arguments (header, revision …) do not.
_OURS = ("tox", "sent", "read", "scor", "stereo")


@dataclass(frozen=True)
class Options:
    """What the user chose, with every default filled in."""

    toxicity: str
    sentiment: str
    reader: str

    def as_dict(self) -> dict[str, str]:
        """The options as recorded in the results."""
        return asdict(self)


def resolve_options(metadata: Mapping[str, Any]) -> Options:
    """Return the options in ``metadata``, with environment and defaults behind them.

    lm-eval merges the task's metadata, the model arguments and ``--metadata`` into one mapping,
    so unknown keys are normal here; only a key that begins like one of ours is refused.

    Raises:
        UserError: A misspelt option name, a value that is not text, or an unknown reader.
    """
    for key in metadata:
        if key not in _NAMES and str(key).lower().startswith(_OURS):
            close = difflib.get_close_matches(str(key), _NAMES, n=1, cutoff=0.3)
            hint = f"did you mean {close[0]!r}?" if close else f"use {', '.join(_NAMES)}"
            msg = f"unknown option {key!r} in --metadata: {hint}"
            raise UserError(msg)
    version = metadata.get("version", TASK_VERSION)
    if version != TASK_VERSION:
        msg = (
            f"--metadata sets version to {version!r}, which would be saved as the task's version: "
            f"leave it out; this is version {TASK_VERSION}"
        )
        raise UserError(msg)
    reader = metadata.get("reader")
    reader = DEFAULT_READER if reader is None else reader
    if not isinstance(reader, str):
        msg = f"the reader must be named by text, not {reader!r}"
        raise UserError(msg)
    get_reader(reader)
    return Options(
        toxicity=resolve_spec("toxicity", metadata.get("toxicity")),
        sentiment=resolve_spec("sentiment", metadata.get("sentiment")),
        reader=reader,
    )
