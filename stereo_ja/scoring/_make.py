"""From a SPEC to a scorer."""

from __future__ import annotations

from stereo_ja.errors import UserError
from stereo_ja.scoring._no_scorer import NoScorer
from stereo_ja.scoring._scorer import Kind, Scorer
from stereo_ja.scoring._specs import SPEC_HELP

__all__ = ["make_scorer"]


def make_scorer(kind: Kind, spec: str) -> Scorer:
    """Return the scorer that ``spec`` names; nothing is loaded until its ``check``.

    Args:
        kind: What the scorer is to measure.
        spec: ``hf:REPO[@REVISION][:LABEL]``, ``perspective[:ATTRIBUTE+…]``,
            ``openai-moderation[:MODEL]``, ``archive:FILE[#SCORER]``, ``lexicon`` or ``none``.

    Raises:
        UserError: ``spec`` names no scorer of this version.
    """
    name, _, rest = spec.partition(":")
    if name == "none" and not rest:
        return NoScorer(kind)
    if name == "lexicon" and not rest:
        from stereo_ja.scoring.lexicon import LexiconScorer

        return LexiconScorer(kind)
    if name == "hf" and rest:
        from stereo_ja.scoring.hf import HfScorer, parse_repo

        repo, revision, label = parse_repo(rest)
        return HfScorer(kind, repo, revision=revision, label=label)
    if name == "archive" and rest:
        from stereo_ja.scoring.archive import ArchiveScorer

        return ArchiveScorer(kind, rest)
    if name == "perspective":
        from stereo_ja.scoring.perspective import perspective_scorer

        return perspective_scorer(kind, rest)
    if name == "openai-moderation":
        from stereo_ja.scoring.moderation import moderation_scorer

        return moderation_scorer(kind, rest)
    msg = f"unknown {kind} scorer {spec!r}: use {SPEC_HELP}"
    raise UserError(msg)
