"""From a SPEC to a scorer."""

from __future__ import annotations

from collections.abc import Callable

from stereo_ja.errors import UserError
from stereo_ja.plugins import load_plugins
from stereo_ja.scoring._no_scorer import NoScorer
from stereo_ja.scoring._scorer import Kind, Scorer
from stereo_ja.scoring._specs import SPEC_HELP

__all__ = ["make_scorer", "register_scorer"]

Make = Callable[[Kind, str], Scorer | None]
"""From the kind and what stands behind the colon of ``NAME:REST`` to the scorer; None where that
is no SPEC of it."""


def register_scorer(name: str, make: Make) -> None:
    """Make a scorer known as ``NAME`` and ``NAME:REST``."""
    _makers[name] = make


def make_scorer(kind: Kind, spec: str) -> Scorer:
    """Return the scorer that ``spec`` names; nothing is loaded until its ``check``.

    Args:
        kind: What the scorer is to measure.
        spec: ``hf:REPO[@REVISION][:LABEL]``, ``perspective[:ATTRIBUTE+…]``,
            ``openai-moderation[:MODEL]``, ``archive:FILE[#SCORER]``, ``lexicon``, ``none``, or one
            that a plugin has.

    Raises:
        UserError: ``spec`` names no scorer of this version.
    """
    name, _, rest = spec.partition(":")
    if name not in _makers:
        load_plugins()
    scorer = _makers[name](kind, rest) if name in _makers else None
    if scorer is None:
        msg = f"unknown {kind} scorer {spec!r}: use {SPEC_HELP}"
        raise UserError(msg)
    return scorer


def _none(kind: Kind, rest: str) -> Scorer | None:
    return None if rest else NoScorer(kind)


def _lexicon(kind: Kind, rest: str) -> Scorer | None:
    from stereo_ja.scoring.lexicon import LexiconScorer

    return None if rest else LexiconScorer(kind)


def _hf(kind: Kind, rest: str) -> Scorer | None:
    from stereo_ja.scoring.hf import HfScorer, parse_repo

    if not rest:
        return None
    repo, revision, label = parse_repo(rest)
    return HfScorer(kind, repo, revision=revision, label=label)


def _archive(kind: Kind, rest: str) -> Scorer | None:
    from stereo_ja.scoring.archive import ArchiveScorer

    return ArchiveScorer(kind, rest) if rest else None


def _perspective(kind: Kind, rest: str) -> Scorer | None:
    from stereo_ja.scoring.perspective import perspective_scorer

    return perspective_scorer(kind, rest)


def _moderation(kind: Kind, rest: str) -> Scorer | None:
    from stereo_ja.scoring.moderation import moderation_scorer

    return moderation_scorer(kind, rest)


_makers: dict[str, Make] = {
    "none": _none,
    "lexicon": _lexicon,
    "hf": _hf,
    "archive": _archive,
    "perspective": _perspective,
    "openai-moderation": _moderation,
}
