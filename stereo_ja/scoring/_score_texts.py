"""Scores many texts, asking for each distinct text once, and never for one that is stored."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager

from stereo_ja.errors import ScoringStopped
from stereo_ja.scoring._legal import legal
from stereo_ja.scoring._progress import progress as show_progress
from stereo_ja.scoring._score import Score, now
from stereo_ja.scoring._scorer import Scorer
from stereo_ja.scoring._shelf import Shelf, shelf_for
from stereo_ja.service import ask_stored
from stereo_ja.store import StoreUnusable

__all__ = ["ready_to_score", "score_texts"]

logger = logging.getLogger("stereo_ja")


def ready_to_score(scorer: Scorer, texts: Sequence[str]) -> None:
    """Check a scorer before it is needed, unless the store already holds all it would be asked.

    So a service whose scores are all stored needs no key, no network and no request.

    Raises:
        ScorerUnavailable: As the scorer's ``check``.
        StoreUnusable: A service's scores could not be stored.
    """
    if scorer.remote and scorer.revision is not None:
        distinct = _distinct(texts)
        if len(shelf_for(scorer).find(distinct)) == len(distinct):
            return
    scorer.check()


def score_texts(scorer: Scorer, texts: Sequence[str], *, progress: bool = False) -> list[Score]:
    """Return one score per text, in order; equal texts share one score.

    Empty and blank texts are ``not_scorable`` without asking the scorer. Stored scores are taken
    from the score store with the date on which they were made; every new one is stored before the
    next is asked for. If the scorer breaks off, the texts it had not reached are ``failed`` with
    its reason; nothing is ever filled in.

    Args:
        scorer: A scorer whose ``check`` has passed, or ``ready_to_score`` with these texts.
        texts: Any number of texts, duplicates welcome.
        progress: Show a bar on a terminal, and a plain line now and then elsewhere.

    Returns:
        ``len(texts)`` scores.

    Raises:
        KeyboardInterrupt: After logging how far it came; all scores are stored.
    """
    distinct = _distinct(texts)
    found: dict[str, Score] = {}
    shelf: Shelf | None = None
    before = 0
    reason = "the scorer returned nothing for this text"
    try:
        shelf = shelf_for(scorer)
        found = shelf.find(distinct)
        before = len(found)
        if len(found) < len(distinct):
            with _progress(scorer, len(distinct), before, shown=progress) as step:
                for text, score in _new(scorer, [t for t in distinct if t not in found], shelf):
                    found[text] = score
                    step()
    except KeyboardInterrupt:
        _log_stop("stopped", scorer, len(distinct), _scored(found), shelf)
        raise
    except (ScoringStopped, StoreUnusable) as error:
        reason = str(error)
        _log_stop(reason, scorer, len(distinct), _scored(found), shelf)
    except Exception as error:
        # A scorer that dies must not take the generations with it: what it had not reached
        # is marked failed, and the run goes on to write its samples.
        reason = f"the scorer stopped: {type(error).__name__}: {error}"[:300]
        _log_stop(reason, scorer, len(distinct), _scored(found), shelf)
    if before and scorer.remote:
        logger.info(
            "%s scorer %s: %d of %d distinct texts were in the store",
            scorer.kind, scorer.name, before, len(distinct),
        )  # fmt: skip
    failed = Score("failed", scorer.name, scorer.revision, now(), reason=reason)
    empty = Score("not_scorable", scorer.name, scorer.revision, now(), reason="empty text")
    return [found.get(text, failed) if text.strip() else empty for text in texts]


def _distinct(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text.strip()))


def _new(scorer: Scorer, texts: list[str], shelf: Shelf) -> Iterator[tuple[str, Score]]:
    """Score texts that are not stored; each is on the shelf before the next is asked for."""
    if not scorer.remote:
        for index, found in scorer.score(texts):
            score = legal(found, scorer.kind)
            shelf.put(texts[index], score)
            yield texts[index], score
        return
    yield from ask_stored(shelf, texts, lambda drawn: _legal(scorer, drawn))


def _legal(scorer: Scorer, texts: Iterable[str]) -> Iterator[tuple[int, Score]]:
    return ((index, legal(score, scorer.kind)) for index, score in scorer.score(texts))


def _scored(found: dict[str, Score]) -> int:
    return sum(score.status != "failed" for score in found.values())


def _log_stop(reason: str, scorer: Scorer, total: int, done: int, shelf: Shelf | None) -> None:
    kept = f"the others are in {shelf.place}" if shelf and shelf.place else "nothing was stored"
    logger.error(
        "%s scorer %s: %s; %d of %d distinct texts remain, %s; run the same again to go on without "
        "asking for those twice", scorer.kind, scorer.name, reason, total - done, total, kept,
    )  # fmt: skip


def _progress(
    scorer: Scorer, total: int, done: int, *, shown: bool
) -> AbstractContextManager[Callable[[], None]]:
    if not shown:
        return contextlib.nullcontext(lambda: None)
    return show_progress(f"{scorer.kind} ({scorer.name})", total, done)
