"""Scores against transformers' own pipeline, which is the independent reference."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stereo_ja.scoring._score import Score
from stereo_ja.scoring.hf import HfScorer

TOLERANCE = 1e-5
TOXIC_LABELS = {"id2label": {"0": "neutral", "1": "toxic", "2": "safe"}}


def scored(scorer: HfScorer, texts: list[str]) -> list[Score]:
    pairs = list(scorer.score(texts))
    assert sorted(index for index, _ in pairs) == list(range(len(texts)))
    by_index = dict(pairs)
    return [by_index[index] for index in range(len(texts))]


def reference(folder: Path, texts: list[str], **more: Any) -> list[dict[str, float]]:
    """Probabilities by label, one text at a time."""
    from transformers import pipeline

    classify = pipeline("text-classification", model=str(folder), device="cpu", dtype="float32")
    rows = (classify(text, top_k=None, truncation=True, **more) for text in texts)
    return [{item["label"]: item["score"] for item in row} for row in rows]


@pytest.mark.parametrize("budget", [1, 100, 10_000])
def test_toxicity_equals_the_pipeline_in_any_batch(
    bert: Callable[..., Path], variant: Callable[..., Path], texts: list[str], budget: int
) -> None:
    """The softmax share of the toxic class, whatever the batch is made of."""
    folder = variant(bert(), config=TOXIC_LABELS)
    expected = [row["toxic"] for row in reference(folder, texts)]
    found = scored(HfScorer("toxicity", str(folder), token_budget=budget), texts)
    assert [score.value for score in found] == pytest.approx(expected, abs=TOLERANCE)
    assert {score.label for score in found} == {"toxic"}
    assert max(expected) - min(expected) > 0.5  # else the comparison says nothing


def test_sentiment_is_the_most_probable_label(bert: Callable[..., Path], texts: list[str]) -> None:
    """Label and number agree with the pipeline's first label."""
    found = scored(HfScorer("sentiment", str(bert())), texts)
    expected = [max(row, key=lambda name: row[name]) for row in reference(bert(), texts)]
    assert [score.label for score in found] == [name.lower() for name in expected]
    number = {"POSITIVE": 1.0, "NEUTRAL": 0.0, "NEGATIVE": -1.0}
    assert [score.value for score in found] == [number[name] for name in expected]
    assert set(expected) == set(number)


def test_order_of_texts_does_not_matter(bert: Callable[..., Path], texts: list[str]) -> None:
    scorer = HfScorer("sentiment", str(bert()))
    shuffled = random.Random(1).sample(texts, len(texts))
    first = dict(zip(texts, (score.label for score in scored(scorer, texts)), strict=True))
    second = dict(zip(shuffled, (score.label for score in scored(scorer, shuffled)), strict=True))
    assert first == second


@pytest.mark.parametrize("label", ["toxicity", "threat"])
def test_independent_labels_use_the_sigmoid(xlmr: Path, texts: list[str], label: str) -> None:
    """A multi-label head: no sum over labels is 1, and :LABEL chooses."""
    expected = [row[label] for row in reference(xlmr, texts, max_length=32)]
    chosen = None if label == "toxicity" else label
    found = scored(HfScorer("toxicity", str(xlmr), label=chosen), texts)
    assert [score.value for score in found] == pytest.approx(expected, abs=TOLERANCE)
    assert {score.label for score in found} == {label}


@pytest.mark.parametrize("model", ["bert", "xlmr"])
def test_too_long_is_scored_on_its_beginning_and_flagged(
    request: pytest.FixtureRequest, variant: Callable[..., Path], texts: list[str], model: str
) -> None:
    """At the last usable token nothing is flagged; one token more is."""
    made = request.getfixturevalue(model)
    folder = made if isinstance(made, Path) else variant(made(), config=TOXIC_LABELS)
    limit = 32 if model == "xlmr" else 64
    scorer = HfScorer("toxicity", str(folder))
    scorer.check()
    assert scorer.details["max_length"] == limit

    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(str(folder))
    whole = "".join(texts)
    prefixes = [whole[:count] for count in range(1, 120)]
    lengths = [len(tokenizer(prefix).input_ids) for prefix in prefixes]
    assert {limit, limit + 1} <= set(lengths)
    flags = [score.reason == "truncated" for score in scored(scorer, prefixes)]
    assert flags == [length > limit for length in lengths]
    value = scored(scorer, [whole])[0].value
    expected = reference(folder, [whole], max_length=limit)[0]
    assert value == pytest.approx(expected.get("toxic", expected.get("toxicity")), abs=TOLERANCE)


def test_half_precision_checkpoint_runs_in_float32(
    bert: Callable[..., Path], tmp_path: Path, texts: list[str]
) -> None:
    """A checkpoint saved in float16 would otherwise be run in float16."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    half = AutoModelForSequenceClassification.from_pretrained(bert()).half()
    half.save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(bert()).save_pretrained(tmp_path)
    as_stored = AutoModelForSequenceClassification.from_pretrained(tmp_path)
    assert as_stored.dtype == torch.float16
    scorer = HfScorer("sentiment", str(tmp_path))
    scorer.check()
    assert scorer._classifier is not None
    assert {weight.dtype for weight in scorer._classifier.model.parameters()} == {torch.float32}
    assert {score.status for score in scored(scorer, texts)} == {"scored"}


def test_a_model_that_padding_disturbs_is_asked_one_by_one(
    bert: Callable[..., Path],
    variant: Callable[..., Path],
    texts: list[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Padding on the left shifts a BERT's positions: in a batch its scores would be others."""
    folder = variant(bert(), config=TOXIC_LABELS, tokenizer_config={"padding_side": "left"})
    scorer = HfScorer("toxicity", str(folder))
    expected = [row["toxic"] for row in reference(folder, texts)]
    found = [score.value for score in scored(scorer, texts)]
    assert found == pytest.approx(expected, abs=TOLERANCE)
    assert scorer.details["one_by_one"] is True
    assert "padding changes its scores" in caplog.text
    scorer._classifier.alone = False  # type: ignore[union-attr]
    together = [score.value for score in scored(scorer, texts)]
    assert together != pytest.approx(expected, abs=TOLERANCE)


def test_left_padding_gives_the_same_scores(
    bert: Callable[..., Path], variant: Callable[..., Path], texts: list[str]
) -> None:
    """The attention mask follows the side that the tokenizer pads on."""
    import torch

    from stereo_ja.scoring.hf._encode import Encoded, encode
    from stereo_ja.scoring.hf._forward import _padded

    scorer = HfScorer("sentiment", str(bert()))
    scorer.check()
    classifier = scorer._classifier
    assert classifier is not None
    short, long = (item for item in encode(classifier, ["死ね", texts[-1]]))
    assert isinstance(short, Encoded)
    assert isinstance(long, Encoded)
    for side, place in (("right", slice(0, len(short))), ("left", slice(-len(short), None))):
        classifier.tokenizer.padding_side = side
        ids, mask = _padded(classifier, [long, short])
        assert ids.shape == mask.shape == (2, len(long))
        assert ids[1, place].tolist() == list(short.ids)
        assert torch.equal(mask[1, place], torch.ones(len(short), dtype=torch.long))
        assert mask[1].sum() == len(short)
