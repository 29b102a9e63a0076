"""What holds for every scorer, whoever made it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from stereo_ja.scoring import Score, Scorer, is_legal, score_texts

TEXTS = ["医者は親切です。", "医者は最低だ。", "", " \u3000", "医者は親切です。", "x\ud800y", "。"]


class Watched:
    """A scorer whose every text is counted, and which can be interrupted."""

    def __init__(self, scorer: Scorer, error: BaseException | None = None) -> None:
        self._scorer = scorer
        self._error = error
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._scorer, name)

    def score(self, texts: Iterable[str]) -> Iterator[tuple[int, Score]]:
        given: list[str] = []

        def noted() -> Iterator[str]:
            for text in texts:
                given.append(text)
                yield text

        seen = noted() if self._scorer.remote else list(noted())
        for index, score in self._scorer.score(seen):
            self.asked.append(given[index])
            yield index, score
            if self._error is not None:
                raise self._error


def check_contract(scorer: Scorer) -> None:
    """Order, duplicates, empty texts, lone surrogates, range, reasons, JSON."""
    watched = Watched(scorer)
    scores = score_texts(watched, TEXTS)
    assert len(scores) == len(TEXTS)
    assert len(watched.asked) == len(set(watched.asked)) <= 4
    assert scores[0] == scores[4]
    for text, score in zip(TEXTS, scores, strict=True):
        assert (score.value is None) == (score.status != "scored")
        assert score.value is None or is_legal(score.value, scorer.kind)
        assert score.value is not None or score.reason
        assert score.scorer  # an archive gives the scorer whose score it was
        assert json.loads(json.dumps(score.as_dict()))["status"] == score.status
        if not text.strip():
            assert (score.status, score.reason) == ("not_scorable", "empty text")
    assert [one.value for one in score_texts(scorer, TEXTS[::-1])] == pytest.approx(
        [one.value for one in scores[::-1]], abs=1e-5
    )


def check_breaking_off(scorer: Scorer) -> None:
    """What a scorer that dies had not reached is failed with its reason, never a number."""
    first, *rest = score_texts(
        Watched(scorer, OSError("the disk is gone")), ["一。", "二。", "三。"]
    )
    others = [score for score in (first, *rest) if score.status == "failed"]
    assert len(others) >= 2
    assert all(score.value is None for score in others)
    assert all("the disk is gone" in (score.reason or "") for score in others)


def check_interruption(scorer: Scorer) -> None:
    """Ctrl-C reaches the caller; what was stored by then is not asked for again."""
    texts = ["四です。", "五です。", "六です。"]
    stopped = Watched(scorer, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        score_texts(stopped, texts)
    again = Watched(scorer)
    scores = score_texts(again, texts)
    assert [score.status for score in scores] == ["scored"] * 3
    assert not set(again.asked) & set(stopped.asked)
