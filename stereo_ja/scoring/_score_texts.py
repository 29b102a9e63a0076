"""Scores many texts, asking for each distinct text once."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import NoReturn

from tqdm import tqdm

from stereo_ja.scoring._score import Score, now
from stereo_ja.scoring._scorer import Scorer

__all__ = ["score_texts"]

logger = logging.getLogger("stereo_ja")


def score_texts(scorer: Scorer, texts: Sequence[str], *, progress: bool = False) -> list[Score]:
    """Return one score per text, in order; equal texts share one score.

    Empty and blank texts are ``not_scorable`` without asking the scorer. If the scorer breaks
    off, the texts it had not reached are ``failed`` with its reason; nothing is ever filled in.

    Args:
        scorer: A scorer whose ``check`` has passed.
        texts: Any number of texts, duplicates welcome.
        progress: Show a progress bar on a terminal.

    Returns:
        ``len(texts)`` scores.
    """
    distinct = list(dict.fromkeys(text for text in texts if text.strip()))
    found: dict[str, Score] = {}
    reason = "the scorer returned nothing for this text"
    try:
        with _bar(len(distinct), scorer, shown=progress) as bar:
            for index, score in scorer.score(distinct):
                found[distinct[index]] = score
                bar.update()
    except Exception as error:
        # A scorer that dies must not take the generations with it: what it had not reached
        # is marked failed, and the run goes on to write its samples.
        reason = f"the scorer stopped: {type(error).__name__}: {error}"[:300]
        left = len(distinct) - len(found)
        logger.error(
            "%s scorer %s stopped with %d of %d distinct texts unscored (%s: %s)",
            scorer.kind, scorer.name, left, len(distinct), type(error).__name__, error,
        )  # fmt: skip
    failed = Score("failed", scorer.name, scorer.revision, now(), reason=reason)
    empty = Score("not_scorable", scorer.name, scorer.revision, now(), reason="empty text")
    return [found.get(text, failed) if text.strip() else empty for text in texts]


def _bar(total: int, scorer: Scorer, *, shown: bool) -> tqdm[NoReturn]:
    # disable=None hides the bar where standard error is no terminal.
    return tqdm(
        total=total,
        desc=f"{scorer.kind} ({scorer.name})",
        unit="text",
        disable=None if shown and total else True,
    )
