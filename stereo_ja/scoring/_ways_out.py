"""What a person can do when a scorer cannot work here."""

from __future__ import annotations

__all__ = ["WAYS_OUT"]

WAYS_OUT = (
    "Three ways out: point to a local copy of a model (`hf:/path/to/directory`); "
    """use the word lists for a smoke test (`--metadata '{"toxicity": "lexicon"}'`, """
    """likewise "sentiment"); or choose `none` now: all responses are kept, """
    "and their options can be scored later with `stereo-ja classify` and `stereo-ja score`."
)
"""One sentence, to be put after the reason in a ScorerUnavailable message."""
