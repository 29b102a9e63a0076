"""What a person can do when a scorer cannot work here."""

from __future__ import annotations

__all__ = ["OTHER_SCORERS", "WAYS_OUT"]

OTHER_SCORERS = "or choose hf:REPO (a local model), archive:FILE (stored scores) or none"
"""To be put after a reason and a semicolon, where a service cannot be used."""

WAYS_OUT = (
    "Three ways out: point to a local copy of a model (`hf:/path/to/directory`); "
    "choose `lexicon`, word lists for a smoke test (with lm_eval "
    """`--metadata '{"toxicity": "lexicon"}'`, with stereo-ja score `--toxicity lexicon`; """
    "likewise sentiment); or choose `none`: the responses are kept, and refusal and invalid "
    "rates need no scorer."
)
"""One sentence, to be put after the reason in a ScorerUnavailable message."""
