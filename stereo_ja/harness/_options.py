"""The task's options, as they arrive through lm-eval's ``--metadata``."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from stereo_ja.errors import UserError
from stereo_ja.reading import DEFAULT_READER, get_reader
from stereo_ja.scoring import resolve_spec

__all__ = ["Options", "resolve_options"]

_NAMES = ("toxicity", "sentiment", "reader")


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
    so unknown keys are normal here; only a key that looks like a slip of ours is refused.

    Raises:
        UserError: A misspelt option name, a value that is not text, or an unknown reader.
    """
    for key in metadata:
        close = difflib.get_close_matches(key, _NAMES, n=1, cutoff=0.8)
        if close and key not in _NAMES:
            msg = f"unknown option {key!r} in --metadata: did you mean {close[0]!r}?"
            raise UserError(msg)
    reader = metadata.get("reader", DEFAULT_READER)
    if not isinstance(reader, str):
        msg = f"the reader must be named by text, not {reader!r}"
        raise UserError(msg)
    get_reader(reader)
    return Options(
        toxicity=resolve_spec("toxicity", metadata.get("toxicity")),
        sentiment=resolve_spec("sentiment", metadata.get("sentiment")),
        reader=reader,
    )
