"""From a SPEC to a scorer."""

from __future__ import annotations

from stereo_ja.errors import UserError
from stereo_ja.scoring._registry import SCORERS, declared
from stereo_ja.scoring._scorer import Kind, Scorer

__all__ = ["make_scorer"]


def make_scorer(kind: Kind, spec: str) -> Scorer:
    """Return the scorer that ``spec`` names; nothing is loaded until its ``check``.

    Args:
        kind: What the scorer is to measure.
        spec: ``NAME`` or ``NAME:REST`` of a registered scorer; ``hf:REPO[@REVISION][:LABEL]``,
            ``perspective[:ATTRIBUTE+…]``, ``openai-moderation[:MODEL]``,
            ``archive:FILE[#SCORER]``, ``lexicon`` and ``none`` are ours.

    Raises:
        UserError: ``spec`` names no scorer of this version.
    """
    found = declared(spec)
    scorer = None if found is None else found.made(kind, spec.partition(":")[2])
    if scorer is None:
        msg = f"unknown {kind} scorer {spec!r}: use {SCORERS.help()}"
        raise UserError(msg)
    return scorer
