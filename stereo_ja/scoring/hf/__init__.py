"""Scoring with a local transformers sequence classifier."""

from __future__ import annotations

from stereo_ja.scoring._scorer import Kind
from stereo_ja.scoring.hf._scorer import HfScorer
from stereo_ja.scoring.hf._spec import parse_repo

__all__ = ["HfScorer", "hf_scorer", "parse_repo"]


def hf_scorer(kind: Kind, rest: str) -> HfScorer | None:
    """The scorer of ``hf:REPO[@REVISION][:LABEL]``; None without a REPO."""
    if not rest:
        return None
    repo, revision, label = parse_repo(rest)
    return HfScorer(kind, repo, revision=revision, label=label)
