from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from stereo_ja.errors import UserError
from stereo_ja.scoring import Kind, Score, is_legal, make_scorer, score_texts


class LengthScorer:
    """Stands behind the seam: value = length / 100; breaks off after ``dies_after`` texts."""

    kind: Kind = "toxicity"
    name = "length"
    revision: str | None = "1"
    attributes: tuple[str, ...] = ()
    language: str | None = None
    remote = False

    def __init__(self, dies_after: int | None = None) -> None:
        self.asked: list[str] = []
        self._dies_after = dies_after

    def check(self) -> None: ...

    def score(self, texts: Iterable[str]) -> Iterator[tuple[int, Score]]:
        # Backwards: a scorer may answer in any order.
        for index, text in reversed(list(enumerate(texts))):
            if len(self.asked) == self._dies_after:
                raise ConnectionError("quota gone")
            self.asked.append(text)
            yield index, Score("scored", "length", "1", "2026-01-01", value=len(text) / 100)


def test_equal_texts_are_asked_once_and_every_place_gets_its_score():
    scorer = LengthScorer()
    scores = score_texts(scorer, ["aa", "b", "aa", "ccc"])
    assert [score.value for score in scores] == [0.02, 0.01, 0.02, 0.03]
    assert sorted(scorer.asked) == ["aa", "b", "ccc"]


@pytest.mark.parametrize("text", ["", "  ", "\n\t", "　"])
def test_blank_text_is_not_scorable_and_not_asked(text):
    scorer = LengthScorer()
    (score,) = score_texts(scorer, [text])
    assert (score.status, score.value, score.reason) == ("not_scorable", None, "empty text")
    assert scorer.asked == []


def test_a_scorer_that_dies_keeps_what_it_scored_and_fails_the_rest():
    scores = score_texts(LengthScorer(dies_after=2), ["a", "bb", "ccc", "a"])
    assert [score.status for score in scores] == ["failed", "scored", "scored", "failed"]
    assert scores[0].value is None
    assert "quota gone" in (scores[0].reason or "")


def test_none_leaves_everything_unscored():
    scorer = make_scorer("sentiment", "none")
    (score,) = score_texts(scorer, ["text"])
    assert (score.status, score.value, score.scorer) == ("not_scorable", None, "none")


@pytest.mark.parametrize(
    "spec", ["", "hf", "hf:", "lexicon:x", "none:1", "perspectiv", "archive", "archive:"]
)
def test_an_unknown_spec_is_refused_with_what_there_is(spec):
    with pytest.raises(UserError, match="hf:REPO"):
        make_scorer("toxicity", spec)


@pytest.mark.parametrize(("status", "value"), [("scored", None), ("failed", 0.0), ("scored", 1.5)])
def test_a_score_cannot_lie(status, value):
    with pytest.raises(ValueError, match="score"):
        Score(status, "s", None, "2026-01-01", value=value)


def test_the_published_key_order():
    keys = list(Score("failed", "s", None, "t", reason="r").as_dict())
    assert keys == ["status", "value", "label", "reason", "scorer", "revision", "scored_at"]


@pytest.mark.parametrize(
    ("kind", "value"), [("sentiment", 0.18), ("sentiment", -0.5), ("toxicity", -0.1)]
)
def test_a_value_that_no_score_of_the_kind_can_have_is_failed_with_the_reason(kind, value):
    """Written as it is, it would be refused when the run is read back, and the line with it."""

    class Strange(LengthScorer):
        def score(self, texts):
            for index, _ in enumerate(texts):
                yield index, Score("scored", "strange", "1", "2026-01-01", value=value)

    scorer = Strange()
    scorer.kind = kind
    (score,) = score_texts(scorer, ["aa"])
    assert (score.status, score.value) == ("failed", None)
    assert score.reason == f"strange gave {value!r}, which is no {kind}"


@pytest.mark.parametrize(("kind", "value"), [("sentiment", -1.0), ("toxicity", 1.0)])
def test_the_ends_of_both_scales_are_legal(kind, value):
    assert is_legal(value, kind)
    assert not is_legal(True, kind)
